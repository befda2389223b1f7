import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// The entry that Node itself gives to every library; vite would take the other one, and two copies do not know each other.
const graphql = createRequire(import.meta.url).resolve('graphql');

export default defineConfig({
  test: {
    include: [
      'server/src/**/*.test.ts',
      'sdk/src/**/*.test.ts',
      'sdk/examples/*/src/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    globalSetup: ['test/postgres.setup.ts'],
    setupFiles: ['test/patience.setup.ts'],
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
  resolve: { conditions: ['node'], alias: [{ find: /^graphql$/, replacement: graphql }] },
});
