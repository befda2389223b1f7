import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// The entry that Node itself gives to every library; vite would take the other one, and two copies do not know each other.
const graphql = createRequire(import.meta.url).resolve('graphql');

export default defineConfig({
  test: {
    setupFiles: ['test/patience.setup.ts'],
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'beside the code',
          include: ['server/src/**/*.test.ts', 'sdk/src/**/*.test.ts', 'sdk/examples/*/src/**/*.test.ts'],
          // They leave nothing behind, and to read the same modules anew for each file takes longer than the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'across packages',
          include: ['test/**/*.test.ts'],
          // Each file has a database and a server of its own; what is read once for all of them is the code.
          isolate: false,
          // A test that fails leaves nothing spied upon for the next file.
          restoreMocks: true,
          globalSetup: ['test/postgres.setup.ts'],
        },
      },
    ],
  },
  resolve: { conditions: ['node'], alias: [{ find: /^graphql$/, replacement: graphql }] },
});
