import { expect, test } from 'vitest';
import { redeem } from '../server/src/exchange/redeem.js';
import { databaseTrouble } from '../server/src/platform/database-trouble.js';
import { groupsAtOnce } from '../server/src/platform/database.js';
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
const beImpatient = () => waitForRows('50ms');
const bePatient = () => waitForRows('0');

async function waitForRows(patience: string): Promise<void> {
  const lent = Array.from({ length: groupsAtOnce + 1 }, () => stage.database.commandPool.connect());
  for (const client of await Promise.all(lent)) {
    await client.query(`SET lock_timeout = '${patience}'`);
    client.release();
  }
}

async function outcomeOf(
  memberId: string,
  variantId: string,
  { key = stage.key(), groups = stage.groups } = {},
): Promise<unknown> {
  const input = stage.redeem(memberId, variantId, { idempotencyKey: key });
  return groups.submit(redeem(input)).then(
    (outcome) => ('exchangeId' in outcome ? 'exchanged' : outcome),
    (error: unknown) => databaseTrouble(error),
  );
}

test('a row that somebody keeps is waited for by those who need it and by nobody else of their group', async () => {
  const [kept, free] = [await stage.variant({ points: 10 }), await stage.variant({ points: 10 })];
  const members = await stage.members(20, 10);
  const wanted = members.map((memberId, nth) => ({
    memberId,
    variantId: nth === 3 || nth === 11 ? kept : free,
    key: stage.key(),
  }));
  const ask = () =>
    Promise.all(wanted.map(({ memberId, variantId, key }) => outcomeOf(memberId, variantId, { key })));
  const letGo = await keep(kept);
  await beImpatient();
  expect(await ask()).toEqual(
    wanted.map(({ variantId }) => (variantId === kept ? 'contended' : 'exchanged')),
  );
  await letGo();
  expect(await ask()).toEqual(wanted.map(() => 'exchanged'));
});

test('once somebody is known to keep a row, whoever comes with those who need it waits no longer than they', async () => {
  const [kept, free] = [await stage.variant({ points: 10 }), await stage.variant({ points: 10 })];
  const [one, other] = [await stage.member(10), await stage.member(10)];
  const groups = stage.otherGroups({ workers: 1 });
  const letGo = await keep(kept);
  await beImpatient();
  expect(await outcomeOf(one, kept, { groups })).toBe('contended');
  // From here on only the groups' own patience ends a wait.
  await bePatient();
  expect(await Promise.all([outcomeOf(one, kept, { groups }), outcomeOf(other, free, { groups })])).toEqual([
    'contended',
    'exchanged',
  ]);
  await letGo();
});

test('a crowd that needs what somebody keeps is not tried one by one', async () => {
  let tries = 0;
  const connect = () => ((tries += 1), stage.database.commandPool.connect());
  const groups = stage.otherGroups({ workers: 1, pool: { connect } });
  const kept = await stage.variant({ points: 10 });
  const members = await stage.members(120, 10);
  const letGo = await keep(kept);
  await beImpatient();
  const outcomes = await Promise.all(members.map((memberId) => outcomeOf(memberId, kept, { groups })));
  await letGo();
  expect(new Set(outcomes)).toEqual(new Set(['contended']));
  expect(tries).toBeLessThan(members.length / 2);
});
