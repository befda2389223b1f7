import { setImmediate } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { redeem } from '../server/src/exchange/redeem.js';
import { databaseTrouble } from '../server/src/platform/database-trouble.js';
import { groupsAtOnce } from '../server/src/platform/database.js';
import type { GroupCommit } from '../server/src/platform/group-commit/group-commit.js';
import { lockWaits } from './lock-waits.js';
import { shareStage, stage } from './shared-stage.js';

shareStage({ workers: 1 });

/** Somebody outside, an operator at a console or a forgotten transaction, has a row of stock and keeps it. */
async function keep(variantId: string): Promise<() => Promise<void>> {
  const client = stage.database.client();
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM stock WHERE variant_id = $1 FOR UPDATE', [variantId]);
  return () => client.end();
}

/** Of every connection that commands are sent on, so that no test waits as long as the product does. */
async function beImpatient(): Promise<void> {
  const lent = Array.from({ length: groupsAtOnce + 2 }, () => stage.database.commandPool.connect());
  for (const client of await Promise.all(lent)) {
    await client.query("SET lock_timeout = '50ms'");
    client.release();
  }
}

const groupsOf = (apartForMs: number) => stage.otherGroups({ workers: 1, apartForMs });

async function outcomeOf(
  groups: GroupCommit,
  memberId: string,
  variantId: string,
  key = stage.key(),
): Promise<unknown> {
  const input = stage.redeem(memberId, variantId, { idempotencyKey: key });
  return groups.submit(redeem(input)).then(
    (outcome) => ('exchangeId' in outcome ? 'exchanged' : outcome),
    (error: unknown) => databaseTrouble(error),
  );
}

test.each([
  ['few', 12],
  ['a third', 3],
  ['all', 1],
])(
  'a row that somebody keeps is waited for by those who need it, %s of a group, and by nobody else',
  async (_, every) => {
    const [kept, free] = [await stage.variant({ points: 10 }), await stage.variant({ points: 10 })];
    const members = await stage.members(60, 10);
    const wanted = members.map((memberId, nth) => ({
      memberId,
      variantId: nth % every === 0 ? kept : free,
      key: stage.key(),
    }));
    const groups = groupsOf(300);
    const ask = () =>
      Promise.all(wanted.map(({ memberId, variantId, key }) => outcomeOf(groups, memberId, variantId, key)));
    const letGo = await keep(kept);
    await beImpatient();
    expect(await ask()).toEqual(
      wanted.map(({ variantId }) => (variantId === kept ? 'contended' : 'exchanged')),
    );
    await letGo();
    expect(await ask()).toEqual(wanted.map(() => 'exchanged'));
  },
);

test('whoever needs a row that is let go in time has it, whatever others wait for meanwhile', async () => {
  const [kept, lent] = [await stage.variant({ points: 10 }), await stage.variant({ points: 10 })];
  const [one, other] = [await stage.member(10), await stage.member(10)];
  const groups = groupsOf(60_000);
  const [letGo, giveBack] = [await keep(kept), await keep(lent)];
  await beImpatient();
  const [first, second] = [outcomeOf(groups, one, kept), outcomeOf(groups, other, lent)];
  await vi.waitFor(async () => expect(await lockWaits(stage.database)).toBe(1));
  await giveBack();
  await letGo();
  expect(await Promise.all([first, second])).toEqual(['exchanged', 'exchanged']);
});

test('nothing is left behind when all that waits is done', async () => {
  const kept = await stage.variant({ points: 10 });
  const member = await stage.member(10);
  const groups = groupsOf(60_000);
  const letGo = await keep(kept);
  await beImpatient();
  const outcome = outcomeOf(groups, member, kept);
  await vi.waitFor(async () => expect(await lockWaits(stage.database)).toBe(1));
  const drained = groups.drain().then(() => 'drained');
  expect(await Promise.race([drained, setImmediate('still waiting')])).toBe('still waiting');
  await letGo();
  expect([await outcome, await drained]).toEqual(['exchanged', 'drained']);
});
