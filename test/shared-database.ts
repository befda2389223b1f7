import { afterAll, beforeAll } from 'vitest';
import { openDatabase, type Database } from '../server/src/platform/database.js';
import { createTestDatabase } from './test-database.js';

/** The database that shareDatabase opened; each file of tests has its own. */
export let database: Database;

/** One database for all tests of a file. */
export function shareDatabase({ poolSize }: { poolSize: number }): void {
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const own = await createTestDatabase();
    drop = () => own.drop();
    database = await openDatabase({ url: own.url, poolSize, entities: [] });
  });
  afterAll(async () => {
    await database.close();
    await drop();
  });
}
