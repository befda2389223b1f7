import { gzipSync } from 'node:zlib';
import { build, type Rollup } from 'vite';
import { describe, expect, it } from 'vitest';

const SDK = new URL('../sdk/src/index.ts', import.meta.url).pathname;

/** What a page that imports these names ships for them, in bytes, minified and compressed with gzip. */
async function shippedBytes(names: string): Promise<number> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'page',
        enforce: 'pre',
        resolveId: (id) => (id === 'page' ? '\0page' : null),
        load: (id) => (id === '\0page' ? `export { ${names} } from '${SDK}';` : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rolldownOptions: { input: 'page', preserveEntrySignatures: 'strict', output: { format: 'es' } },
    },
  });
  const outputs: Rollup.RolldownOutput[] = Array.isArray(result)
    ? result
    : 'output' in result
      ? [result]
      : [];
  const code = outputs
    .flatMap(({ output }) => output)
    .map((file) => (file.type === 'chunk' ? file.code : ''));
  expect(code.join('').length).toBeGreaterThan(1000);
  return gzipSync(code.join('')).length;
}

describe('the SDK weighs, minified and compressed', () => {
  it('at most 3 KB for a client with one operation', async () => {
    expect(await shippedBytes('createClient, redeem')).toBeLessThanOrEqual(3 * 1024);
  });

  it('at most 6 KB with a live counter as well', async () => {
    expect(await shippedBytes('createClient, redeem, createLive, watchStock')).toBeLessThanOrEqual(6 * 1024);
  });

  it('at most 10 KB for the whole mall', async () => {
    expect(await shippedBytes('createMall')).toBeLessThanOrEqual(10 * 1024);
  });

  it('ships no GraphQL parser and no operation that is not imported', async () => {
    const [one, all] = [await shippedBytes('createClient, program'), await shippedBytes('createMall')];
    expect(one).toBeLessThan(all / 2);
  });
});
