import { afterEach, expect, it, vi } from 'vitest';
import { calendarDay, day, lastDay } from './format.js';
import { store } from './state.js';
import type { Program } from './types.js';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const program: Program = {
  name: 'Mall',
  defaultLanguage: 'EN',
  languages: ['EN'],
  timeZone: 'Asia/Shanghai',
  currencyCode: 'CNY',
  pointsPerCurrencyUnit: 100,
  shippingTerms: null,
  bands: [],
};

it.each(['Pacific/Honolulu', 'UTC', 'Pacific/Kiritimati'])(
  'a day names its year where it is not the one in which the mall is, on a device in %s',
  (timeZone) => {
    vi.stubEnv('TZ', timeZone);
    vi.stubGlobal('requestAnimationFrame', () => 0);
    // The new year has begun in Shanghai.
    store.update({ language: 'en', program, now: Date.parse('2026-12-31T16:00:00Z') });
    expect(calendarDay('2027-01-02')).toBe('2\u00a0January');
    expect(calendarDay('2026-12-30')).toBe('30\u00a0December 2026');
    expect(day('2027-01-01T16:00:00Z')).toBe('2\u00a0January');
    store.update({ now: Date.parse('2026-12-31T15:59:59Z') });
    expect(calendarDay('2026-12-30')).toBe('30\u00a0December');
  },
);

it('what ends at a midnight of the mall is told by its last day, what ends later by its own', () => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
  store.update({ language: 'en', program, now: Date.parse('2026-11-22T04:00:00Z') });
  expect(lastDay('2026-11-26T16:00:00.000Z')).toBe('26\u00a0November');
  expect(lastDay('2026-11-26T16:00:00.001Z')).toBe('27\u00a0November');
});
