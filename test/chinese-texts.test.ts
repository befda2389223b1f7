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

test.each([
  ['a reward is 商品', /奖品|礼品/u],
  ['a variant is 规格', /款式/u],
  ['points on hold are 冻结', /占用/u],
  ['what is gone is 已兑完', /换完/u],
  ['who gets a thing of many is found by 抽签', /抽取/u],
  ['what is owed is 待扣回', /待还/u],
  ['points that ran out are 过期', /积分到期|到期了/u],
  ['a score is 成长值, never 分, which could be 积分', /\} 分(?!钟)|只有 \d+ 分/u],
])('%s, by every word of the server and of the mall', (_, another) => {
  expect(where(another)).toEqual([]);
});

test('Chinese stands beside Chinese without a space', () => {
  expect(where(/\p{Script=Han} \p{Script=Han}/u)).toEqual([]);
});

test('what is quoted in Chinese stands in “ ”', () => {
  expect(where(/[「」『』]|"\p{Script=Han}|\p{Script=Han}"/u)).toEqual([]);
});
