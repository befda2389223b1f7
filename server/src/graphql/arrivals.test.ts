import { describe, expect, it } from 'vitest';
import { Arrivals } from './arrivals.js';

/** An event loop that the test turns. */
function loop() {
  let now = 0;
  let due: (() => void)[] = [];
  const begun: string[] = [];
  const arrivals = new Arrivals(
    () => now,
    (work) => void due.push(work),
  );
  return {
    arrivals,
    begun,
    /** One turn: those who connect in it come before what is due. */
    turn: async (connections = 0, ms = 1) => {
      now += ms;
      for (let one = 0; one < connections; one += 1) arrivals.connected();
      const works = due;
      due = [];
      for (const work of works) work();
      await Promise.resolve();
    },
    ask: (name: string) => {
      const settled = arrivals.settled();
      if (settled === null) begun.push(name);
      else void settled.then(() => begun.push(name));
    },
    idle: () => due.length === 0,
  };
}

describe('requests', () => {
  it('begin at once while nobody new connects', () => {
    const { ask, begun, idle } = loop();
    ask('a');
    ask('b');
    expect(begun).toEqual(['a', 'b']);
    expect(idle()).toBe(true);
  });

  it('wait while connections keep coming, then begin in the order they came', async () => {
    const { turn, ask, begun, idle } = loop();
    // Until a slice for work is over.
    for (let ms = 0; ms < 16; ms += 1) await turn(1);
    for (const name of ['a', 'b', 'c']) {
      ask(name);
      await turn(1);
    }
    expect(begun).toEqual([]);
    await turn();
    expect(begun).toEqual(['a']);
    ask('d');
    await turn();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    await turn();
    expect(idle()).toBe(true);
  });

  it('begin two thirds of the time while a crowd comes that does not end', async () => {
    const { turn, ask, begun } = loop();
    await turn(1);
    for (let nth = 0; nth < 4_000; nth += 1) ask(String(nth));
    let turnsOfWork = 0;
    for (let ms = 0; ms < 200; ms += 1) {
      const before = begun.length;
      await turn(1);
      if (begun.length > before) turnsOfWork += 1;
    }
    expect(turnsOfWork).toBeGreaterThanOrEqual(110);
    expect(turnsOfWork).toBeLessThanOrEqual(140);
  });

  it('leave time for letting in, however long each of them takes', async () => {
    const { turn, ask, begun } = loop();
    await turn(1);
    for (let nth = 0; nth < 1_000; nth += 1) ask(String(nth));
    let before = 0;
    let turnsOfWork = 0;
    for (let nth = 0; nth < 400; nth += 1) {
      // What was begun in the turn before makes this one long.
      const tookMs = begun.length > before ? 25 : 0.1;
      before = begun.length;
      await turn(1, tookMs);
      if (begun.length > before) turnsOfWork += 1;
    }
    expect(turnsOfWork).toBeGreaterThanOrEqual(2);
    expect(turnsOfWork).toBeLessThanOrEqual(20);
  });

  it('begin several in a turn while they are short, one while they are long', async () => {
    const { turn, ask, begun } = loop();
    await turn(1);
    for (let nth = 0; nth < 100; nth += 1) ask(String(nth));
    const counts = async (turns: number, ms: number) => {
      const counted: number[] = [];
      for (let nth = 0; nth < turns; nth += 1) {
        const before = begun.length;
        await turn(0, ms);
        counted.push(begun.length - before);
      }
      return counted;
    };
    expect(await counts(6, 0.1)).toEqual([1, 2, 4, 8, 16, 16]);
    expect(await counts(5, 5)).toEqual([8, 4, 2, 1, 1]);
  });
});
