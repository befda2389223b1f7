import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../server/src/platform/database.js';
import { migrate } from '../server/src/platform/migrate.js';
import { startEmbeddedPostgres } from '../server/src/platform/embedded-postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    templateUrl: string;
  }
}

/** One real PostgreSQL for the whole run, with a migrated database that every test file copies. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'jifen-test-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    databaseName: 'template',
    settings: ['max_connections=300', 'fsync=off', 'shared_buffers=256MB'],
  });
  const database = await openDatabase({ url: postgres.url, poolSize: 2, entities: [] });
  await migrate(database);
  await database.close();
  project.provide('templateUrl', postgres.url);
  return async () => {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
