import { describe, expect, it } from 'vitest';
import { Admission } from './admission.js';
import type { AdmissionLimits, Ended } from './admission.js';

/** A door in a world whose clock the test moves and whose dice it throws. */
function door(limits: Partial<AdmissionLimits> = {}) {
  let now = 0;
  let utilization = 0;
  const dice = { bytes: (_length: number) => new Uint8Array(2) };
  const admission = new Admission(
    dice,
    { worthMs: 1_000, windowMs: 200, ...limits },
    { now: () => now, utilization: () => utilization },
  );
  const inside: ((ended: Ended) => void)[] = [];
  const enter = () => {
    const place = admission.enter(0);
    if (place !== null) {
      inside.push(place.leave);
      admission.begin();
    }
    return place !== null;
  };
  return {
    admission,
    dice,
    enter,
    crowd: (count: number) => Array.from({ length: count }, () => enter()).filter(Boolean).length,
    pass: (ms: number) => (now += ms),
    /** Everybody comes at once, and this process needs its time to begin each. */
    crowdOf: (count: number, eachMs: number) => {
      let admitted = 0;
      for (let nth = 0; nth < count; nth += 1) {
        if (!enter()) continue;
        admitted += 1;
        now += eachMs;
      }
      return admitted;
    },
    keepBusy: (share: number) => (utilization = share),
    leave: (count: number, ended: Ended = 'answered') => {
      for (const one of inside.splice(0, count)) one(ended);
    },
  };
}

describe('the door', () => {
  it('lets a crowd of thousands in, and no more than fit', () => {
    const { crowd, leave } = door({ most: 5_000 });
    expect(crowd(6_000)).toBe(5_000);
    leave(10);
    expect(crowd(20)).toBe(10);
  });

  it('lets fewer in when most answers come too late, but always some', () => {
    const { crowd, pass, leave, admission } = door({ most: 1_000, least: 50 });
    const admitted: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      admitted.push(crowd(1_000));
      pass(1_001);
      leave(1_000);
    }
    expect(admitted[0]).toBe(1_000);
    for (const [at, count] of admitted.entries())
      expect(count).toBeLessThanOrEqual(admitted[at - 1] ?? 1_000);
    expect(admitted.at(-1)).toBe(50);
    expect(admission.inFlight).toBe(0);
  });

  it('lets fewer in when those who came in are refused further inside, however quickly', () => {
    const { crowd, pass, leave } = door({ most: 1_000, least: 50 });
    for (let round = 0; round < 20; round += 1) {
      crowd(1_000);
      pass(201);
      leave(1_000, 'refused');
    }
    expect(crowd(1_000)).toBe(50);
  });

  it('is as wide as before soon after answers come in time again', () => {
    const { crowd, pass, leave } = door({ most: 1_000, least: 50 });
    for (let round = 0; round < 20; round += 1) {
      crowd(1_000);
      pass(1_001);
      leave(1_000);
    }
    for (let window = 0; window < 50; window += 1) {
      crowd(1_000);
      pass(200);
      leave(1_000);
    }
    expect(crowd(2_000)).toBe(1_000);
  });

  it('is as wide as before after a silence, too', () => {
    const { crowd, pass, leave } = door({ most: 1_000, least: 50 });
    for (let round = 0; round < 20; round += 1) {
      crowd(1_000);
      pass(1_001);
      leave(1_000);
    }
    pass(60_000);
    expect(crowd(2_000)).toBe(1_000);
  });

  it('does not open for a crowd of which nobody is answered', () => {
    const { crowd, pass, leave } = door({ most: 1_000, least: 50 });
    for (let round = 0; round < 20; round += 1) {
      crowd(1_000);
      pass(1_001);
      leave(1_000);
    }
    expect(crowd(1_000)).toBe(50);
    pass(60_000);
    expect(crowd(1_000)).toBe(0);
  });

  it('stays as it is while a few are slow among many that are not', () => {
    const { crowd, pass, leave } = door({ most: 1_000 });
    for (let round = 0; round < 20; round += 1) {
      crowd(40);
      pass(1_001);
      leave(40);
      crowd(60);
      leave(60);
    }
    expect(crowd(2_000)).toBe(1_000);
  });

  it('of a busy process lets in what it can begin in four times the time an answer is worth, though nobody was answered yet', () => {
    const { crowdOf, keepBusy } = door({ most: 5_000 });
    keepBusy(1);
    const admitted = crowdOf(5_000, 5);
    expect(admitted).toBeGreaterThanOrEqual(800);
    expect(admitted).toBeLessThan(900);
  });

  it('of a busy process that begins a thousand a second is not narrower for it', () => {
    const { crowdOf, keepBusy } = door({ most: 1_500 });
    keepBusy(1);
    expect(crowdOf(2_000, 1)).toBe(1_500);
  });

  it('of a process that waits for others is not judged by how many it begins', () => {
    const { crowdOf, keepBusy } = door({ most: 1_000 });
    keepBusy(0.5);
    expect(crowdOf(2_000, 20)).toBe(1_000);
  });

  it('of a busy process does not close for the few who come beside its other work', () => {
    const { crowd, crowdOf, pass, leave, keepBusy } = door({ most: 1_000, least: 50 });
    keepBusy(1);
    for (let window = 0; window < 10; window += 1) {
      crowdOf(5, 1);
      pass(900);
      leave(5);
    }
    expect(crowd(2_000)).toBe(1_000);
  });

  it('of a process that was busy for a moment is as wide as before when it is not any more', () => {
    const { crowd, crowdOf, pass, leave, keepBusy, admission } = door({ most: 1_000, least: 50 });
    crowdOf(100, 1);
    keepBusy(1);
    pass(700);
    expect(crowd(600)).toBeLessThan(600);
    keepBusy(0);
    pass(300);
    leave(admission.inFlight);
    crowd(1);
    pass(700);
    expect(crowd(2_000)).toBe(999);
  });

  it('does not take those who hang up for answered', () => {
    const { crowd, pass, leave } = door({ most: 1_000, least: 50 });
    for (let round = 0; round < 20; round += 1) {
      crowd(100);
      pass(1_001);
      leave(60, 'gone');
      leave(40);
    }
    expect(crowd(1_000)).toBeLessThan(100);
  });

  it('takes only so many bytes in at once, but one body of any size', () => {
    const { admission } = door({ mostBytes: 100 });
    const one = admission.enter(1_000);
    expect(one?.grow(1_000)).toBe(true);
    expect([admission.enter(1), admission.enter(0)]).toEqual([null, expect.anything()]);
    one?.leave('answered');
    expect(admission.enter(60)?.grow(60)).toBe(true);
    expect([admission.enter(41), admission.enter(40)?.grow(40), admission.enter(1)]).toEqual([
      null,
      true,
      null,
    ]);
  });

  it('keeps nobody out for what was announced and has not come', () => {
    const { admission } = door({ mostBytes: 100 });
    for (let nth = 0; nth < 50; nth += 1) expect(admission.enter(50)?.grow(1)).toBe(true);
    expect(admission.enter(50)).not.toBeNull();
    expect(admission.enter(51)).toBeNull();
  });

  it('counts what comes of a body, announced or not, and gives it back', () => {
    const { admission } = door({ mostBytes: 100 });
    const [one, other] = [admission.enter(0), admission.enter(50)];
    expect([one?.grow(60), other?.grow(41), other?.grow(40), one?.grow(1)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    one?.leave('answered');
    expect([other?.grow(1_000), admission.enter(1)]).toEqual([true, null]);
    other?.leave('answered');
    expect(admission.enter(100)).not.toBeNull();
  });

  it('does not take an answer for late when it was the question that let itself be waited for', () => {
    const { crowd, pass, admission } = door({ most: 1_000, least: 50 });
    for (let round = 0; round < 20; round += 1) {
      const places = Array.from({ length: 100 }, () => admission.enter(10));
      pass(5_000);
      for (const place of places) {
        place?.arrived();
        place?.leave('answered');
      }
    }
    expect(crowd(2_000)).toBe(1_000);
  });

  it('names a moment to come back at by chance, from when an answer is worth having to twice as long', () => {
    const { admission, dice } = door({ worthMs: 1_000 });
    const thrown = (high: number, low: number) => {
      dice.bytes = () => Uint8Array.of(high, low);
      return admission.retryAfterMs();
    };
    expect([thrown(0, 0), thrown(64, 0), thrown(128, 0), thrown(255, 255)]).toEqual([
      1_000, 1_250, 1_500, 2_000,
    ]);
  });
});
