import 'reflect-metadata';
import { expect, it, vi } from 'vitest';
import { writePathBooks } from '../server/src/capabilities.js';
import type { Queryable } from '../server/src/platform/database.js';
import { type Book, load } from '../server/src/platform/group-commit/command.js';
import { withVersion } from '../server/src/program/rule-versions.rules.js';
import { lookAgain } from '../server/src/tier/look-again.js';
import { sleepers } from './crash/players/sleepers.js';
import { lockWaits } from './lock-waits.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

/** Comes behind what the group reads, and before what it stores. */
const gate = 79;
class GateBook implements Book {
  load() {
    return [load('SELECT pg_advisory_xact_lock_shared($1)', [gate], () => undefined)];
  }
  store() {
    return [];
  }
}

it('the end of a year that the crash test lays down is not lost to a group that had read the member before', async () => {
  const memberId = await stage.member();
  const { programId, scoring } = stage;
  const groups = stage.otherGroups({ bookKinds: [...writePathBooks, GateBook] });
  const holder = stage.database.client();
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock($1)', [gate]);
  // Rules that are new, so that the group writes even what stays as it was.
  const [first] = scoring.versions;
  if (first === undefined) throw new Error('Rules have a version.');
  const now = stage.clock.now();
  const versions = withVersion([first], { rules: first.rules, effectiveFrom: now }, now);
  const looked = groups.submit(lookAgain({ programId, memberId, scoring: { ...scoring, versions } }));
  await vi.waitFor(async () => expect(await lockWaits(stage.database)).toBe(1));

  let over = false;
  const day = passDay(stage.database, memberId).finally(() => (over = true));
  await vi.waitFor(async () => expect(over || (await lockWaits(stage.database)) === 2).toBe(true));
  await holder.end();
  await Promise.all([looked, day]);
  const [row] = await stage.database.query(
    'SELECT tier, rules_version, valid_until IS NULL AS endless FROM member_tier WHERE member_id = $1',
    [memberId],
  );
  expect(row).toEqual({ tier: 'gold', rules_version: 2, endless: false });
});

async function passDay(database: Queryable, memberId: string): Promise<void> {
  const keys = { publishable: '', secret: '', partner: '' };
  const more = new Map([[sleepers.name, [memberId]]]);
  const day = sleepers.pass?.({ programUuid: stage.programId, keys, members: [], variants: [], more });
  await database.query(day?.text ?? '', day?.values);
}
