import { expect, it } from 'vitest';
import { isCurrency, minorDigits } from './currency.rules.js';

it('an amount has as many decimals as ISO 4217 gives its currency, whatever shops print', () => {
  const digits = ['CNY', 'JPY', 'KWD', 'CLF', 'HUF', 'IDR', 'IQD', 'OMR', 'XOF'].map(minorDigits);
  expect(digits).toEqual([2, 0, 3, 4, 2, 2, 3, 3, 0]);
});

it.each([
  ['CNY', true],
  ['JPY', true],
  ['XYZ', false],
  ['cny', false],
  ['', false],
])('"%s" is a currency: %s', (code, expected) => {
  expect(isCurrency(code)).toBe(expected);
});
