import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const workspace = fileURLToPath(new URL('..', import.meta.url));
const sourceMap = z.object({ sources: z.array(z.string()), sourcesContent: z.array(z.string()) });

describe('the package of the SDK', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jifen-sdk-'));
    const compiler = join(workspace, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [compiler, '-p', 'sdk', '--outDir', folder], { cwd: workspace });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has in its source maps what they are maps of, for it ships no other sources', () => {
    const maps = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js.map'),
    );
    expect(maps.length).toBeGreaterThan(10);
    for (const file of maps) {
      const { sources, sourcesContent } = sourceMap.parse(
        JSON.parse(readFileSync(join(folder, file), 'utf8')),
      );
      expect([file, sourcesContent.length]).toEqual([file, sources.length]);
    }
  });
});
