import { describe, expect, it } from 'vitest';
import { checkPledge, percent, resolution, resolvedState, stateNow } from './pool.rules.js';

const pool = { current: 0, pledged: 950, target: 1_000, least: 100, most: null };

describe('a pledge', () => {
  it('takes no more than is missing', () => {
    expect(checkPledge({ ...pool, asked: 100 })).toEqual({ code: 'TARGET_REACHED', pointsLeft: 50 });
  });
  it('that is larger than one member may give is told so, whatever is left', () => {
    expect(checkPledge({ ...pool, asked: 900, most: 500 })).toEqual({
      code: 'AMOUNT_OUT_OF_RANGE',
      least: 50,
      most: 500,
    });
  });
  it('may fill the last gap though it is smaller than the least', () => {
    expect(checkPledge({ ...pool, asked: 50 })).toBeNull();
    expect(checkPledge({ ...pool, asked: 30 })).toEqual({
      code: 'AMOUNT_OUT_OF_RANGE',
      least: 50,
      most: null,
    });
  });
  it('is raised by what is missing, and counts as a whole', () => {
    const raised = { ...pool, current: 100, pledged: 920 };
    expect(checkPledge({ ...raised, asked: 180 })).toBeNull();
    expect(checkPledge({ ...raised, asked: 181 })).toEqual({ code: 'TARGET_REACHED', pointsLeft: 80 });
    expect(checkPledge({ ...raised, asked: 180, most: 150 })).toEqual({
      code: 'AMOUNT_OUT_OF_RANGE',
      least: 100,
      most: 150,
    });
  });
  it('is never lowered, and never the same again', () => {
    const raised = { ...pool, current: 100, pledged: 100 };
    expect(checkPledge({ ...raised, asked: 100 })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(checkPledge({ ...raised, asked: 99 })).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a pool', () => {
  const deadline = new Date('2026-12-01T00:00:00Z');
  const before = new Date(deadline.getTime() - 1);
  it('has failed at its deadline though nobody closed it', () => {
    expect(stateNow('open', deadline, before)).toBe('open');
    expect(stateNow('open', deadline, deadline)).toBe('failed');
    expect(stateNow('succeeded', deadline, deadline)).toBe('succeeded');
  });
  it('is at 100 percent when it is full and not before', () => {
    expect(percent(999, 1_000)).toBe(99);
    expect(percent(1_000, 1_000)).toBe(100);
    expect(percent(999_999_999_999, 1_000_000_000_000)).toBe(99);
  });
  it('ends what is held only once it is closed', () => {
    expect((['open', 'completed', 'released'] as const).map(resolution)).toEqual([null, null, null]);
    expect(resolution('succeeded')).toBe('captured');
    expect(resolution('failed')).toBe('released');
  });
  it('waits for its draw, where there is one', () => {
    expect(resolvedState('succeeded', 'draw')).toBe('succeeded');
    expect(resolvedState('succeeded', 'volume')).toBe('completed');
    expect(resolvedState('failed', 'draw')).toBe('released');
  });
});
