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

  it('wait while connections keep coming, then begin one a turn in the order they came', async () => {
    const { turn, ask, begun, idle } = loop();
    await turn(1);
    for (const name of ['a', 'b', 'c']) {
      ask(name);
      await turn(1);
    }
    expect(begun).toEqual([]);
    await turn();
    await turn();
    expect(begun).toEqual(['a', 'b']);
    ask('d');
    await turn();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    await turn();
    expect(idle()).toBe(true);
  });

  it('are not held for ever by a crowd that does not end', async () => {
    const { turn, ask, begun } = loop();
    await turn(1);
    ask('a');
    ask('b');
    for (let nth = 0; nth < 15; nth += 1) await turn(1);
    expect(begun).toEqual(['a']);
    for (let nth = 0; nth < 15; nth += 1) await turn(1);
    expect(begun).toEqual(['a', 'b']);
  });
});
