import pg from 'pg';
import { vi } from 'vitest';
import { z } from 'zod';
import type { Database } from '../server/src/platform/database.js';
import { parameters } from '../server/src/platform/database.js';

const sent = z.looseObject({ text: z.string(), values: z.array(z.unknown()).default([]) });
type Sent = z.infer<typeof sent>;

/** A node of a plan, as EXPLAIN (ANALYZE, FORMAT JSON) tells of it. */
interface PlanNode {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number | undefined;
  Plans?: PlanNode[] | undefined;
}
const planNode: z.ZodType<PlanNode> = z.looseObject({
  'Node Type': z.string(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().optional(),
  get Plans() {
    return z.array(planNode).optional();
  },
});
const explained = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: planNode })]) })]);

/**
 * How many rows PostgreSQL reads for those statements of what is asked that name a table, whether they become part of the answer or
 * not: each is executed once more, with the one plan for all values that the server's readers have.
 */
export async function rowsRead(
  database: Database,
  table: string,
  ask: () => Promise<unknown>,
): Promise<number> {
  const statements = await statementsOf(table, ask);
  if (statements.length === 0) throw new Error(`Nothing was asked of ${table}.`);
  const client = await database.pool.connect();
  try {
    let read = 0;
    for (const [nth, { text, values }] of statements.entries()) {
      await client.query(`PREPARE again_${nth} AS ${text}`);
      const literals = parameters(text, values).map((value) =>
        value === null ? 'NULL' : client.escapeLiteral(String(value)),
      );
      const given = literals.length === 0 ? '' : `(${literals.join(', ')})`;
      const plan = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE again_${nth} ${given}`);
      read += readBy(explained.parse(plan.rows)[0]['QUERY PLAN'][0].Plan);
    }
    return read;
  } finally {
    client.release(true);
  }
}

async function statementsOf(table: string, ask: () => Promise<unknown>): Promise<Sent[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await ask();
    return spy.mock.calls.flatMap(([query]) => {
      const { data } = sent.safeParse(query);
      return data !== undefined && new RegExp(`FROM ${table}\\b`).test(data.text) ? [data] : [];
    });
  } finally {
    spy.mockRestore();
  }
}

function readBy(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, one) => sum + readBy(one), 0);
  // A bitmap's entries are read by the scan below, its rows here.
  if (!node['Node Type'].endsWith('Scan')) return below;
  return below + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
}
