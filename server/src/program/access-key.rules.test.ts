import { describe, expect, it } from 'vitest';
import { checkGrace, checkNewKey } from './access-key.rules.js';

describe('a new key', () => {
  it('is given the stock feed when it is a partner key and no scope was named', () => {
    expect(checkNewKey('partner', 'Warehouse', null)).toEqual({ scopes: ['stock_feed'] });
  });

  it('has no scope when it is for browsers or for the brand itself', () => {
    expect(checkNewKey('publishable', 'Web', null)).toEqual({ scopes: [] });
    expect(checkNewKey('secret', 'Backend', null)).toEqual({ scopes: [] });
  });

  it('is refused a scope its kind cannot have', () => {
    expect(checkNewKey('publishable', 'Web', ['stock_feed'])).toMatchObject({
      refused: [{ code: 'INVALID_INPUT' }],
    });
    expect(checkNewKey('partner', 'Web', ['everything'])).toMatchObject({
      refused: [{ code: 'INVALID_INPUT' }],
    });
  });

  it('is refused without a label, and with one too long', () => {
    expect(checkNewKey('secret', '  ', null)).toMatchObject({ refused: [{ path: ['label'] }] });
    expect(checkNewKey('secret', 'x'.repeat(81), null)).toMatchObject({
      refused: [{ path: ['label'] }],
    });
  });
});

describe('the grace of a rotated key', () => {
  it('may last from nothing to 30 days', () => {
    expect(checkGrace(0)).toBeNull();
    expect(checkGrace(2_592_000)).toBeNull();
    expect(checkGrace(-1)).toMatchObject({ refused: [{ code: 'INVALID_INPUT' }] });
    expect(checkGrace(2_592_001)).toMatchObject({ refused: [{ code: 'INVALID_INPUT' }] });
  });
});
