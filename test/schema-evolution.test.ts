import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { brokenPromises } from './schema-evolution.js';

/** Commits that changed a schema. */
const looksBack = 30;
const root = fileURLToPath(new URL('..', import.meta.url));

describe('a promise to callers is broken by', () => {
  const until = 'goes after 2026-05-31';
  const announced = {
    argument: `, colour: String @deprecated(reason: "Mugs are white; ${until}.")`,
    field: `title: String @deprecated(reason: "Read name; ${until}.")`,
    value: `GREEN @deprecated(reason: "Not made any more; ${until}.")`,
    inputField: `title: String @deprecated(reason: "Send name; ${until}.")`,
    type: `"Nothing is one. Deprecated; ${until}." type Bowl { name: String! }`,
  };
  const schemaOf = (
    { argument, field, value, inputField, type }: typeof announced,
    more = 'glaze: Glaze',
  ) => `
    type Query { mug(size: Int${argument}): Mug }
    type Mug { name: String! ${field} ${more} }
    enum Glaze { RED ${value} }
    input MugInput { name: String ${inputField} }
    ${type}`;
  const before = schemaOf(announced);
  const without = schemaOf({ argument: '', field: '', value: '', inputField: '', type: '' });

  it.each([
    ['size: Int', 'depth: Int', 'Query.mug arg size was removed.'],
    ['name: String! ', '', 'Mug.name was removed.'],
    ['glaze: Glaze', '', 'Mug.glaze was removed.'],
    ['RED', 'BLUE', 'RED was removed from enum type Glaze.'],
    ['MugInput { name', 'MugInput { word', 'MugInput.name was removed.'],
  ])('taking away unannounced what was "%s"', (part, instead, told) => {
    expect(brokenPromises(before, before.replace(part, instead), '2026-06-01')).toEqual([told]);
  });

  it('taking away before its day is over what was announced, and not after it', () => {
    expect(brokenPromises(before, without, '2026-05-31')).toHaveLength(5);
    expect(brokenPromises(before, without, '2026-06-01')).toEqual([]);
  });

  it('making it another kind of thing, announced or not', () => {
    const other = schemaOf({ ...announced, field: announced.field.replace('String', '[String]') });
    expect(brokenPromises(before, other, '2026-06-01')).toEqual([
      'Mug.title changed type from String to [String].',
    ]);
  });

  it('nothing that comes on top', () => {
    expect(brokenPromises(without, before, '2026-06-01')).toEqual([]);
  });
});

describe.skipIf(!existsSync(`${root}.git`))('no commit breaks a promise to callers:', () => {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).trim();

  it.each(['storefront', 'admin'])('the %s schema', async (name) => {
    const path = `schema/${name}.graphql`;
    // Since the first that had to keep them; the oldest of a long history were looked at when they were new.
    const since = git('log', '--diff-filter=A', '--format=%H', '--', 'test/schema-evolution.ts').split(
      '\n',
    )[0];
    const later = git('log', '--format=%H', since ? `${since}..HEAD` : '-1', '--', path).split('\n');
    const hashes = [...later, since ?? ''].filter(Boolean).slice(0, looksBack).toReversed();
    const stages = hashes.map((hash) => git('show', `${hash}:${path}`));
    const now = await readFile(`${root}${path}`, 'utf8');
    const today = new Date().toISOString().slice(0, 10);
    const broken = [...stages, now].flatMap((stage, nth, all) => {
      const previous = all[nth - 1];
      return previous === undefined || previous === stage ? [] : brokenPromises(previous, stage, today);
    });
    expect(broken).toEqual([]);
  });
});
