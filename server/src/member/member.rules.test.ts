import { describe, expect, it } from 'vitest';
import { checkCustomerId, checkDisplayName, checkLifetime } from './member.rules.js';

describe('a customer id', () => {
  it('may be anything a brand uses, Chinese included', () => {
    for (const id of ['42', 'u_8f3', '会员-0001', 'a b', 'x'.repeat(200)])
      expect(checkCustomerId(id)).toBeNull();
  });

  it('is refused when it is empty, too long or has control characters', () => {
    for (const id of ['', '   ', 'x'.repeat(201), 'a\u0000b', 'a\nb']) {
      expect(checkCustomerId(id)).toMatchObject({ refused: [{ path: ['customerId'] }] });
    }
  });
});

describe('a display name', () => {
  it('is refused when it is blank or too long', () => {
    expect(checkDisplayName('小满')).toBeNull();
    expect(checkDisplayName(' ')).toMatchObject({ refused: [{ path: ['displayName'] }] });
    expect(checkDisplayName('x'.repeat(81))).toMatchObject({ refused: [{ code: 'INVALID_INPUT' }] });
  });
});

describe('the lifetime of a token', () => {
  it('is from one minute to one day', () => {
    expect(checkLifetime(60)).toBeNull();
    expect(checkLifetime(86_400)).toBeNull();
    expect(checkLifetime(59)).toMatchObject({ refused: [{ path: ['lifetimeSeconds'] }] });
    expect(checkLifetime(86_401)).toMatchObject({ refused: [{ path: ['lifetimeSeconds'] }] });
  });
});
