import type pg from 'pg';
import type { EntityManager, QueryResult } from 'typeorm';
import { recordAudit } from '../program/audit.js';
import type { Program } from '../program/program.js';
import { inForce } from '../program/rule-versions.rules.js';
import { parseRules } from '../program/rules.js';
import type { Database, Queryable } from '../platform/database.js';
import type { NewId } from '../platform/ids.js';
import { type FeedChange, recordChanges } from '../platform/outbox/record-changes.js';
import { isRefused, type Refused } from '../platform/refusal.js';
import { newCatalogVersion } from './catalog-version.js';
import { lockStock, tellChanges, type Touched } from './tell-changes.js';

/** Nobody can watch it. */
const CATALOG_TOPIC = 'catalog';

/** What every operation on the catalog works with. */
export interface CatalogParts {
  database: Database;
  newId: NewId;
  /** Called after each commit that others should hear of at once. */
  onCommit(): void;
}

/** Who changes which mall's catalog, and when. */
export interface Operator {
  program: Pick<Program, 'id' | 'timeZone' | 'currency'>;
  actor: string;
  now: Date;
}

/** One transaction on a program's catalog. */
export interface CatalogChange {
  readonly operator: Operator;
  readonly manager: EntityManager;
  readonly client: Queryable;
  readonly newId: NewId;
  /** Keys of the tiers in the rules in force and in those announced. */
  readonly tiers: readonly string[];
  /** Holds exchanges of these variants until the end, so that they decide on either the old or the new facts. */
  lock(variantIds: readonly string[]): Promise<void>;
  /** Something that exchanges or partners go by has changed; null: nothing that the partners' feed tells. */
  changed(variantIds: readonly string[], kind: FeedChange['kind'] | null): void;
  audit(action: string, subject: string, before: object | null, after: object | null): Promise<void>;
}

/** Undoes the transaction of an operation that was refused half-way. */
class Undo extends Error {
  constructor(readonly refused: Refused) {
    super('refused');
  }
}

/** Runs one operator's change: all of it, with its audit trail, feed events and a new catalog version, or none. */
export async function changeCatalog<Result extends object>(
  parts: CatalogParts,
  operator: Operator,
  work: (change: CatalogChange) => Promise<Result | Refused>,
): Promise<Result | Refused> {
  try {
    const done = await parts.database.orm.transaction(async (manager) => {
      const client = queryableOf(manager);
      // One operator after the other in each program.
      const [program] = await client.query<{ rules: unknown }>(
        'SELECT rules FROM program WHERE id = $1 FOR NO KEY UPDATE',
        [operator.program.id],
      );
      let audited = 0;
      const touched: Touched[] = [];
      const result = await work({
        operator,
        manager,
        client,
        newId: parts.newId,
        tiers: tierKeys(program?.rules, operator.now),
        lock: (ids) => lockStock(client, ids),
        changed: (ids, kind) => {
          for (const variantId of ids) touched.push({ variantId, kind });
        },
        audit: (action, subject, before, after) => {
          audited += 1;
          return recordAudit(client, parts.newId, {
            programId: operator.program.id,
            actor: operator.actor,
            action,
            subject,
            before,
            after,
            at: operator.now,
          });
        },
      });
      if (isRefused(result)) throw new Undo(result);
      if (audited > 0) await renewVersion(client, operator.program.id);
      await tellChanges(client, operator, touched);
      // What no counter tells is told all the same, so that every process forgets the answers it has made for everybody.
      if (audited > 0 && touched.length === 0) {
        await recordChanges(client, operator.now, {
          topics: { [CATALOG_TOPIC]: [operator.program.id] },
          feed: [],
        });
      }
      return result;
    });
    parts.onCommit();
    return done;
  } catch (error) {
    if (error instanceof Undo) return error.refused;
    throw error;
  }
}

function tierKeys(stored: unknown, now: Date): string[] {
  const { tiers: versions } = parseRules(stored);
  const current = inForce(versions, now);
  const coming = versions.filter((one) => one.version >= current.version);
  return [...new Set(coming.flatMap((one) => one.rules.tiers.map(({ key }) => key)))];
}

/** The new version ends every cached answer; what changed nothing ends none. */
async function renewVersion(client: Queryable, programId: string): Promise<void> {
  await client.query(`UPDATE program SET ${newCatalogVersion} WHERE id = $1`, [programId]);
}

function queryableOf(manager: EntityManager): Queryable {
  const runner = manager.queryRunner;
  if (!runner) throw new Error('A catalog change needs a transaction of its own.');
  return {
    async query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) {
      // oxlint-disable-next-line typescript/no-unsafe-assignment -- Row says what the SQL selects, as in Queryable.
      const result: QueryResult<Row> = await runner.query(text, [...(values ?? [])], true);
      return result.records;
    },
  };
}
