import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { readTimestamp } from './timestamp.js';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver gives a reader of text for the text format
const driver = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as (text: string) => unknown;

describe('reading a timestamptz', () => {
  it.each([
    '2026-11-25 23:49:06+00',
    '2026-11-25 23:49:06.5+00',
    '2026-11-25 23:49:06.25+00',
    '2026-02-28 00:00:00.123+00',
    '2024-02-29 23:59:59.999999+00',
    '1970-01-01 00:00:00.000001+00',
    '1000-12-31 12:30:15.06+00',
    '9999-12-31 23:59:59+00',
  ])('finds in %s the moment that the driver finds', (text) => {
    expect(readTimestamp(text)).toEqual(driver(text));
  });

  it('cuts off what is less than a millisecond, exactly', () => {
    // As a product of floating-point numbers it would be 569.
    expect(readTimestamp('2026-11-25 23:49:06.57+00')?.getMilliseconds()).toBe(570);
    expect(readTimestamp('2026-11-25 23:49:06.569999+00')?.getMilliseconds()).toBe(569);
  });

  it.each([
    'infinity',
    '-infinity',
    '2026-11-25 23:49:06+08',
    '2026-11-25 23:49:06+05:30',
    '0999-01-01 00:00:00+00',
    '12026-11-25 23:49:06+00',
    '0044-03-15 12:00:00+00 BC',
    '2026-11-25',
    '',
  ])('leaves %s to the driver', (text) => {
    expect(readTimestamp(text)).toBeUndefined();
  });
});
