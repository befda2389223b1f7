import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entities } from '../server/src/entities.js';
import { openDatabase } from '../server/src/platform/database.js';
import type { Database } from '../server/src/platform/database.js';
import { createTestDatabase } from './test-database.js';

let database: Database;
let testDatabase: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 2, entities });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

it('entities and migrations describe the same tables', async () => {
  expect(database.orm.entityMetadatas.length).toBeGreaterThan(0);
  expect(await differences()).toEqual([]);
});

it('a column that only one of them knows is a difference', async () => {
  await database.query('ALTER TABLE audit ADD COLUMN reason text');
  expect(await differences()).toEqual(['ALTER TABLE "audit" DROP COLUMN "reason"']);
});

async function differences(): Promise<string[]> {
  const { upQueries } = await database.orm.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
