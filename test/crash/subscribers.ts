import type { Queryable } from '@jifen/server/platform/database.js';
import { type ClientOptions, createMall, type Mall as LiveMall } from '@jifen/sdk';
import { WebSocket } from 'ws';
import { until } from './deadline.js';
import type { Cluster } from './cluster.js';
import { freshToken, type Mall, type MallMember } from './mall.js';
import type { Stage } from './stage.js';

const quietWithinMs = 30_000;
/** A member watches for hours; here the same waits are shorter, so that a round sees several reconnects. */
const pace = {
  schedule(run: () => void, ms: number) {
    const timer = setTimeout(run, Math.min(ms / 5, 3_000));
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** What somebody was last told, by what it is about, and what it should be. */
interface Watched {
  who: string;
  last: Map<string, string>;
  truth: 'stock' | 'balance';
}

/** Pages that stay open through everything: stock for anybody, a balance for its member; they come back by themselves. */
export class Subscribers {
  /** Whose balance is watched, by their place in the mall. */
  readonly members: readonly number[];
  readonly #malls: LiveMall[] = [];
  readonly #watched: Watched[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly mall: Mall,
  ) {
    this.members = [...stage.proxies.keys()];
    for (const [at, proxy] of stage.proxies.entries()) {
      this.#watchStock(`a page at server ${at}`, proxy.origin);
      const member = mall.members[at];
      if (member !== undefined) this.#watchBalance(`member ${at}`, proxy.origin, at, member);
    }
    // Both of one member's devices, each at another server, must agree in the end.
    const [first] = mall.members;
    const other = stage.proxies[1];
    if (first !== undefined && other !== undefined)
      this.#watchBalance('member 0, second device', other.origin, 1, first);
  }

  /** Waits until everybody holds the true state; what somebody still believes after that is a violation. */
  async settle(cluster: Cluster): Promise<void> {
    let difference = '';
    await until('every subscriber holds the last state', quietWithinMs, async () => {
      const truth = await cluster.snapshot((db) => readTruth(db, this.mall));
      difference = this.#watched.flatMap((watched) => beliefs(watched, truth)).join('; ');
      return difference === '';
    }).catch(() => this.stage.violated(`subscribers hold old states: ${difference}`));
  }

  close(): void {
    for (const mall of this.#malls) mall.close();
  }

  #watchStock(who: string, endpoint: string): void {
    const mall = this.#open({
      endpoint,
      publishableKey: this.mall.keys.publishable,
      webSocket: WebSocket,
      pace,
    });
    const last = new Map<string, string>();
    this.#watched.push({ who, last, truth: 'stock' });
    mall.live.stock(
      this.mall.variants.map(({ id }) => id),
      ({ variantId, available, version }) => last.set(variantId, `${available} left, version ${version}`),
      { onStatus: (status, error) => this.#onStatus(who, status, error) },
    );
  }

  #watchBalance(who: string, endpoint: string, server: number, member: MallMember): void {
    const mall = this.#open({
      endpoint,
      publishableKey: this.mall.keys.publishable,
      getMemberToken: () => freshToken(this.stage.direct(server), this.mall, member),
      webSocket: WebSocket,
      pace,
    });
    const last = new Map<string, string>();
    this.#watched.push({ who, last, truth: 'balance' });
    mall.live.balance(
      ({ available, held, pending, owed, version }) =>
        last.set(
          member.uuid,
          `${available} + ${held} held + ${pending} pending - ${owed}, version ${version}`,
        ),
      { onStatus: (status, error) => this.#onStatus(who, status, error) },
    );
  }

  #open(options: ClientOptions): LiveMall {
    const mall = createMall(options);
    this.#malls.push(mall);
    return mall;
  }

  #onStatus(who: string, status: string, error: Error | undefined): void {
    if (status === 'closed' && error) this.stage.violated(`${who} was cut off for good: ${error.message}`);
  }
}

type Truth = Record<'stock' | 'balance', Map<string, string>>;

function beliefs({ who, last, truth: about }: Watched, truth: Truth): string[] {
  const keys = about === 'stock' ? [...truth.stock.keys()] : [...last.keys()];
  if (keys.length === 0) return [`${who} was never told anything`];
  return keys
    .filter((key) => last.get(key) !== truth[about].get(key))
    .map((key) => `${who} believes of ${key} "${last.get(key)}", true is "${truth[about].get(key)}"`);
}

async function readTruth(db: Queryable, mall: Mall): Promise<Truth> {
  const stock = await db.query<{ variant_id: string; told: string }>(
    `SELECT variant_id, on_hand || ' left, version ' || version AS told FROM stock WHERE variant_id = ANY($1::uuid[])`,
    [mall.variants.map(({ uuid }) => uuid)],
  );
  const balances = await db.query<{ owner_id: string; told: string }>(
    `SELECT p.owner_id,
            (p.posted - p.held) || ' + ' || p.held || ' held + ' || coalesce(w.posted, 0) || ' pending - '
              || -coalesce(o.posted, 0) || ', version ' || (p.version + coalesce(o.version, 0) + coalesce(w.version, 0)) AS told
       FROM account p
       LEFT JOIN account o ON o.owner_id = p.owner_id AND o.kind = 'owed'
       LEFT JOIN account w ON w.owner_id = p.owner_id AND w.kind = 'pending'
      WHERE p.program_id = $1 AND p.kind = 'points'`,
    [mall.programUuid],
  );
  const publicId = new Map(mall.variants.map(({ id, uuid }) => [uuid, id]));
  return {
    stock: new Map(stock.map(({ variant_id: uuid, told }) => [publicId.get(uuid) ?? uuid, told])),
    balance: new Map(balances.map(({ owner_id: owner, told }) => [owner, told])),
  };
}
