import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['server/src/**/*.test.ts', 'sdk/src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/postgres.setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    server: { deps: { inline: ['graphql', 'graphql-ws', 'type-graphql'] } },
  },
  resolve: { conditions: ['node'], dedupe: ['graphql'] },
});
