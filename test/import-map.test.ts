import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../server/src', import.meta.url));

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.endsWith('.test-kit.ts'),
);

/** Every import between files of the server; packages are left out. */
const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(source, from), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'(\.[^']+)'/gms)].map((match) => ({
    from,
    to: relative(source, resolve(source, dirname(from), (match[2] ?? '').replace(/\.js$/, '.ts'))),
    typeOnly: match[1] !== undefined,
  }));
});

const room = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '.');

/** The rooms from the ground up: each may use the rooms of the layers below it. */
const layers: string[][] = [
  ['platform'],
  ['graphql', 'live'],
  ['program'],
  ['member', 'stock', 'payment'],
  ['ledger', 'notice'],
  ['tier'],
  ['catalog'],
  ['exchange', 'earning', 'feed', 'donation', 'crowdfunding', 'voting'],
  ['achievement'],
  ['demo'],
  ['.'],
];
const height = (name: string) => layers.findIndex((layer) => layer.includes(name));

describe('the house', () => {
  test('every room has its place in the map', () => {
    const rooms = [...new Set(files.map(room))];
    expect(rooms.filter((name) => height(name) === -1)).toEqual([]);
  });

  test('arrows go one way: a room imports only rooms below its own', () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      if (room(from) === room(to)) return false;
      // Every request carries its program: the context may name that type, and nothing else above it.
      if (from === 'graphql/context.ts' && to === 'program/program.ts' && typeOnly) return false;
      return height(room(to)) >= height(room(from));
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('rules have no IO: they import only other rules, calendars, ids and types', () => {
    const pure = /\.rules\.ts$|^platform\/(calendar|ids|refusal)\.ts$/;
    const wrong = imports.filter(
      ({ from, to, typeOnly }) => from.endsWith('.rules.ts') && !typeOnly && !pure.test(to),
    );
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test('only the ledger writes balances, and only stock and the catalog write stock', () => {
    const writes = (tables: string, allowed: RegExp) =>
      files.filter((file) => {
        if (allowed.test(file) || file.startsWith('platform/migrations/')) return false;
        const text = readFileSync(join(source, file), 'utf8');
        return new RegExp(`(INSERT INTO|UPDATE|DELETE FROM)\\s+(${tables})\\b`).test(text);
      });
    expect(
      writes(
        'account|transfer|lot|split_allocation|hold|hold_resolution|system_posting|pending_points',
        /^ledger\//,
      ),
    ).toEqual([]);
    expect(writes('stock', /^(stock|catalog)\//)).toEqual([]);
  });

  test('files stay readable: none is longer than 320 lines', () => {
    const long = files.filter((file) => readFileSync(join(source, file), 'utf8').split('\n').length > 320);
    expect(long).toEqual([]);
  });
});
