import { z } from 'zod';
import { mugDraft, planDraft } from '../server/src/catalog/draft.test-kit.js';
import { createCategory } from '../server/src/catalog/create-category.js';
import { createReward } from '../server/src/catalog/create-reward.js';
import { createZone } from '../server/src/catalog/create-zone.js';
import type { CatalogParts, Operator } from '../server/src/catalog/catalog-change.js';
import type { RewardDraft, VariantDraft } from '../server/src/catalog/reward.draft.js';
import { decodeId, idSource } from '../server/src/platform/ids.js';
import { systemRandom } from '../server/src/platform/random.js';
import { isRefused } from '../server/src/platform/refusal.js';
import type { Caller, TestServer } from './start-server.js';

const none = { zh: '', en: '' };

export function variant(points: number, more: Partial<VariantDraft> = {}): VariantDraft {
  const plans = [planDraft(points)];
  return { title: none, sku: null, options: [], plans, stock: { onHand: 10, batch: null }, ...more };
}

export function draft(handle: string, more: Partial<RewardDraft> = {}): RewardDraft {
  return { ...mugDraft, handle, title: { zh: '', en: handle }, variants: [variant(100)], ...more };
}

/** The catalog's own operations on a test server's first program. */
export function catalogStage(server: TestServer) {
  const parts: CatalogParts = {
    database: server.database,
    newId: idSource({ now: () => new Date() }, systemRandom),
    onCommit: () => {},
  };
  const operator: Operator = {
    program: { id: server.programs.first, timeZone: 'Asia/Shanghai', currency: 'CNY' },
    actor: 'test',
    now: server.clock.now(),
  };
  const done = <Result extends object>(outcome: Result) => {
    if (isRefused(outcome)) throw new Error(`Refused: ${JSON.stringify(outcome.refused)}`);
    return outcome;
  };
  return {
    parts,
    operator,
    /** The version in which the program's catalog is now. */
    version: async () => {
      const [row] = await server.database.query<{ catalog_version: number }>(
        'SELECT catalog_version FROM program WHERE id = $1',
        [server.programs.first],
      );
      return row?.catalog_version ?? 0;
    },
    /** What the trail says of one action, oldest first. */
    audits: (action: string) =>
      server.database.query<{ actor: string; subject: string; before: unknown; after: unknown }>(
        'SELECT actor, subject, before, after FROM audit WHERE action = $1 ORDER BY id',
        [action],
      ),
    reward: async (handle: string, more: Partial<RewardDraft> = {}, listed = true) =>
      done(await createReward(parts, operator, draft(handle, more), listed)),
    /** A signed-in member who has so many points. */
    memberWith: async (customer: string, points: number): Promise<Caller> => {
      const { id, token } = await server.memberToken(customer);
      await server.database.query(
        `INSERT INTO account (owner_id, kind, program_id, posted, held) SELECT id, 'points', program_id, $2, 0 FROM member
          WHERE id = $1 ON CONFLICT (owner_id, kind) DO UPDATE SET posted = $2`,
        [decodeId('member', id), points],
      );
      return { token };
    },
    category: async (key: string, zh: string, en: string) =>
      done(await createCategory(parts, operator, { key, title: { zh, en }, position: 0 })),
    zone: async (key: string, zh: string, en: string) =>
      done(
        await createZone(parts, operator, {
          key,
          title: { zh, en },
          description: null,
          position: 0,
          tier: null,
        }),
      ),
  };
}

export const connectionShape = z.object({
  rewards: z.object({
    nodes: z.array(z.object({ handle: z.string() })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    totalCount: z.number().optional(),
  }),
});

/** Counts the statements about rewards that a piece of work sends. */
export async function countStatements(server: TestServer, work: () => Promise<unknown>): Promise<number> {
  const { pool } = server.database;
  const texts: string[] = [];
  const original = pool.query.bind(pool);
  const counting = new Proxy(original, {
    apply(target, self, values: unknown[]) {
      const [first] = values;
      const text: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'text') : first;
      if (typeof text === 'string' && /\b(reward|variant|zone|category|stock)\b/.test(text)) texts.push(text);
      const answer: unknown = Reflect.apply(target, self, values);
      return answer;
    },
  });
  Object.assign(pool, { query: counting });
  try {
    await work();
  } finally {
    Object.assign(pool, { query: original });
  }
  return texts.length;
}
