import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const workspace = fileURLToPath(new URL('..', import.meta.url));

/** Every line with Chinese in it that a member or an operator may read, and where it stands. */
const lines = ['server/src', 'sdk/examples/mall/src'].flatMap((folder) =>
  readdirSync(join(workspace, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('.test'))
    .flatMap((file) =>
      readFileSync(join(workspace, folder, file), 'utf8')
        .split('\n')
        .map((text, at) => ({ place: `${folder}/${file}:${at + 1}`, text }))
        .filter(({ text }) => /\p{Script=Han}/u.test(text)),
    ),
);

const where = (pattern: RegExp) =>
  lines.filter(({ text }) => pattern.test(text)).map(({ place, text }) => `${place} ${text.trim()}`);

test('everybody is addressed as 你, by the server and by the mall', () => {
  expect(lines.length).toBeGreaterThan(500);
  expect(where(/您/u)).toEqual([]);
});

test('what is quoted in Chinese stands in “ ”', () => {
  expect(where(/[「」『』]/u)).toEqual([]);
});
