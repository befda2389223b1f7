import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Chance } from './chance.js';
import { signal } from './cluster.js';
import type { Stage } from './stage.js';

const kinds = [
  'kill-server',
  'kill-backend',
  'kill-postgres',
  'stop-server',
  'stop-backend',
  'lose-answers',
  'stall-answers',
  'cut-live',
] as const;

/** A fault and its moment: after so many answers of the round, so that a replay puts it at the same place. */
export const faultShape = z.object({
  kind: z.enum(kinds),
  at: z.number(),
  /** Which server it hits. */
  target: z.number(),
  /** Decides the rest, such as which session. */
  draw: z.number(),
});
export type Fault = z.infer<typeof faultShape>;

const stoppedMs = 5_000;
const stalledMs = 4_000;

/** Deals the kinds like cards, so that a few rounds see all of them. */
export class FaultDeck {
  #cards: Fault['kind'][] = [];

  constructor(private readonly chance: Chance) {}

  deal(count: number, operations: number): Fault[] {
    const faults = Array.from({ length: count }, () => ({
      kind: this.#draw(),
      at: this.chance.int(Math.ceil(operations * 0.05), Math.floor(operations * 0.85)),
      target: this.chance.int(0, 1),
      draw: this.chance.next(),
    }));
    return faults.toSorted((a, b) => a.at - b.at);
  }

  #draw(): Fault['kind'] {
    if (this.#cards.length === 0) this.#cards = this.chance.shuffled(kinds);
    return this.#cards.pop() ?? 'kill-server';
  }
}

/** Does it and puts everything back; true when something was restarted. What hits the same thing waits for its turn. */
export class Faults {
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(private readonly stage: Stage) {}

  strike(fault: Fault): Promise<boolean> {
    const thing = /backend|postgres/.test(fault.kind) ? 'postgres' : `server ${fault.target}`;
    const turn = (this.#turns.get(thing) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#strike(fault));
    this.#turns.set(thing, turn);
    return turn;
  }

  async #strike({ kind, target, draw }: Fault): Promise<boolean> {
    const { cluster, servers, proxies } = this.stage;
    const [server, proxy] = [servers[target], proxies[target]];
    switch (kind) {
      case 'kill-server':
        await server?.kill();
        await server?.start();
        return true;
      case 'kill-backend':
        return this.#onBackend(draw, (pid) => void signal(pid, 'SIGKILL'));
      case 'kill-postgres':
        await cluster.kill();
        await cluster.restart();
        return true;
      case 'stop-server':
        server?.signal('SIGSTOP');
        await pause(stoppedMs);
        server?.signal('SIGCONT');
        return false;
      case 'stop-backend':
        return this.#onBackend(draw, async (pid) => {
          signal(pid, 'SIGSTOP');
          await pause(stoppedMs);
          signal(pid, 'SIGCONT');
        });
      case 'lose-answers':
        proxy?.loseAnswers(1 + Math.floor(draw * 12));
        return false;
      case 'stall-answers':
        proxy?.stall(stalledMs);
        await pause(stalledMs);
        return false;
      case 'cut-live':
        proxy?.cutLive();
        return false;
    }
  }

  async #onBackend(draw: number, act: (pid: number) => Promise<void> | void): Promise<boolean> {
    const pids = await this.stage.cluster.backends();
    const pid = pids[Math.floor(draw * pids.length)];
    if (pid === undefined) return false;
    await act(pid);
    return true;
  }
}
