import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Chance } from './chance.js';
import { signal } from './cluster.js';
import { until } from './deadline.js';
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
  'lose-commits',
  'silence-network',
  'forget-connections',
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
/** Long enough to be noticed: whatever is open is cut then. */
const silentMs = 6_000;
/** Of the answers to COMMIT, which are few where commands come in groups. */
const mostCommitsLost = 4;
/** How long there may be nothing to hit, as while a server starts again. */
const findWithinMs = 30_000;
const looksForBusy = 40;
const forgottenShare = 0.5;

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

/**
 * Strikes and puts everything back. What hits the same thing waits for its turn; what finds nothing to hit tries again, and
 * fails when it finds nothing for long.
 */
export class Faults {
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(private readonly stage: Stage) {}

  /** True when something died or a session stood still: what was answered before must then be looked for. */
  strike(fault: Fault): Promise<boolean> {
    const thing = /backend|postgres/.test(fault.kind) ? 'postgres' : `server ${fault.target}`;
    const turn = (this.#turns.get(thing) ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => this.#strike(fault));
    this.#turns.set(thing, turn);
    return turn;
  }

  async #strike({ kind, target, draw }: Fault): Promise<boolean> {
    const { cluster, servers, proxies, links } = this.stage;
    const [server, proxy, link] = [servers[target], proxies[target], links[target]];
    if (server === undefined || proxy === undefined || link === undefined)
      throw new Error(`There is no server ${target}.`);
    switch (kind) {
      case 'kill-server':
        await server.kill();
        await server.start();
        return true;
      case 'kill-backend':
        await found('a session is killed', async () => this.#signalBackend('SIGKILL', draw, false));
        return true;
      case 'kill-postgres':
        await cluster.kill();
        await cluster.restart();
        return true;
      case 'stop-server':
        await found('a server stands still', () => server.signal('SIGSTOP'));
        await pause(stoppedMs);
        server.signal('SIGCONT');
        return false;
      case 'stop-backend':
        await this.#stopBackend(draw);
        return true;
      case 'lose-answers': {
        const { lost } = proxy;
        proxy.loseAnswers(1 + Math.floor(draw * 12));
        await found('an answer is lost', () => proxy.lost > lost);
        return false;
      }
      case 'stall-answers': {
        const { stalled } = proxy;
        await found('an answer is kept back', async () => {
          proxy.stall(stalledMs);
          await pause(stalledMs);
          return proxy.stalled > stalled;
        });
        return false;
      }
      case 'cut-live':
        await found('a subscription is cut', () => proxy.cutLive() > 0);
        return false;
      case 'lose-commits': {
        const { lostCommits } = link;
        link.loseCommits(1 + Math.floor(draw * mostCommitsLost));
        await found('a commit is lost', () => link.lostCommits > lostCommits);
        return true;
      }
      case 'silence-network':
        link.silence(directionsOf(draw));
        await pause(silentMs);
        link.speak(Math.floor(draw * 6) % 2 === 0);
        return true;
      case 'forget-connections':
        await found('a connection is forgotten', () => link.forget(forgottenShare, draw) > 0);
        return true;
    }
  }

  /** One that is at work, if such a one is met within some looks: what rests holds nobody up. */
  async #stopBackend(draw: number): Promise<void> {
    let looks = 0;
    const pid = await found('a session stands still', () => {
      looks += 1;
      return this.#signalBackend('SIGSTOP', draw, looks <= looksForBusy);
    });
    await pause(stoppedMs);
    signal(pid, 'SIGCONT');
  }

  /** Null when there is no such session, or not any more. */
  async #signalBackend(name: NodeJS.Signals, draw: number, busyOnly: boolean): Promise<number | null> {
    const backends = (await this.stage.cluster.backends()).filter(({ busy }) => busy || !busyOnly);
    const pid = backends[Math.floor(draw * backends.length)]?.pid;
    return pid !== undefined && signal(pid, name) ? pid : null;
  }
}

/** Questions, answers, or both stay away. */
function directionsOf(draw: number): readonly ('up' | 'down')[] {
  const ways = [['up'], ['down'], ['up', 'down']] as const;
  return ways[Math.floor(draw * ways.length)] ?? ['up', 'down'];
}

function found<T>(what: string, strike: () => Promise<T | null | false> | T | null | false): Promise<T> {
  return until(what, findWithinMs, strike);
}
