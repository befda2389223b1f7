import { describe, expect, it } from 'vitest';
import {
  announcedOf,
  earliest,
  earliestTold,
  inForce,
  noticeRefusal,
  type Version,
  withVersion,
} from './rule-versions.rules.js';

const now = new Date('2026-11-22T04:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const terms = { now, noticeDays: 7, timeZone: 'Asia/Shanghai' };
const first: Version<string> = { version: 1, effectiveFrom: '1970-01-01T00:00:00.000Z', rules: 'one' };

describe('versions of rules', () => {
  it('come into force at their moment, not before', () => {
    const versions = withVersion([first], { rules: 'two', effectiveFrom: inDays(7) }, now);
    expect(inForce(versions, inDays(6.9)).rules).toBe('one');
    expect(inForce(versions, inDays(7)).rules).toBe('two');
  });

  it('replace one that is only announced, but not its number, and never one that was in force', () => {
    const announced = withVersion([first], { rules: 'two', effectiveFrom: inDays(7) }, now);
    const replaced = withVersion(announced, { rules: 'other', effectiveFrom: inDays(9) }, now);
    expect(replaced.map(({ version, rules }) => [version, rules])).toEqual([
      [1, 'one'],
      [3, 'other'],
    ]);
    const later = withVersion(replaced, { rules: 'three', effectiveFrom: inDays(20) }, inDays(10));
    expect(later.map(({ version, rules }) => [version, rules])).toEqual([
      [1, 'one'],
      [3, 'other'],
      [4, 'three'],
    ]);
  });
});

describe('an announced version', () => {
  it('is the one that is not in force yet, and is told apart from the one whose place it takes', () => {
    expect(announcedOf([first], now)).toBeNull();
    const announced = withVersion([first], { rules: 'two', effectiveFrom: inDays(7) }, now);
    const replaced = withVersion(announced, { rules: 'two', effectiveFrom: inDays(7) }, inDays(0.1));
    expect(announcedOf(announced, now)).toMatchObject({ rules: 'two', announcedAt: now.toISOString() });
    expect(announcedOf(replaced, now)).toMatchObject({ version: 3, announcedAt: inDays(0.1).toISOString() });
    expect(announcedOf(announced, inDays(7))).toBeNull();
  });
});

describe('the notice', () => {
  it('is needed only where members could lose', () => {
    expect(noticeRefusal(false, now, terms)).toBeNull();
    expect(noticeRefusal(true, inDays(6.99), terms)).toMatchObject({ path: ['effectiveFrom'] });
    expect(noticeRefusal(true, inDays(7), terms)).toBeNull();
    expect(earliest(true, now, 7)).toEqual(inDays(7));
  });

  it('names the next midnight of the program that is late enough, not one that would be refused again', () => {
    const late = { ...terms, now: new Date('2026-11-25T17:54:00Z') };
    const told = JSON.stringify(noticeRefusal(true, late.now, late));
    expect(told).toContain('2026-12-04 零点（Asia/Shanghai，即 2026-12-03T16:00:00.000Z');
    expect(told).toContain('the beginning of 2026-12-04 in Asia/Shanghai');
    expect(earliestTold(true, late)).toEqual(new Date('2026-12-03T16:00:00Z'));
    expect(noticeRefusal(true, earliestTold(true, late), late)).toBeNull();
    expect(earliestTold(false, late)).toEqual(late.now);
  });

  it('is never in the past', () => {
    expect(noticeRefusal(false, inDays(-1), terms)).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
