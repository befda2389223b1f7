import { describe, expect, it } from 'vitest';
import { checkIn } from '../server/src/earning/check-in.js';
import { recordPurchase } from '../server/src/earning/record-purchase.js';
import { withVersion } from '../server/src/program/rule-versions.rules.js';
import { parseRules } from '../server/src/program/rules.js';
import { changeRules } from '../server/src/tier/change-rules.js';
import { type Scoring, scoringOf } from '../server/src/tier/scoring.js';
import { lookAgain } from '../server/src/tier/look-again.js';
import { TestClock } from './start-server.js';
import { shareStage, stage } from './shared-stage.js';

// Small groups, so that the purchases of one member meet in several transactions.
shareStage({ workers: 4, maxGroup: 4 });

const rules = parseRules({});
const scoring = scoringOf({ timeZone: 'Asia/Shanghai', currency: 'CNY', rules });
const purchase = (memberId: string, totalMinor: number) =>
  recordPurchase(stage.purchase(memberId, totalMinor));

async function standing(memberId: string) {
  const [row] = await stage.database.query(
    'SELECT tier, since, valid_until, months, held_before FROM member_tier WHERE member_id = $1',
    [memberId],
  );
  return row;
}

it('forty purchases of one member at once are all in the score', async () => {
  const memberId = await stage.member();
  const all = Array.from({ length: 40 }, () => purchase(memberId, 4_250));
  await Promise.all(all.map((command) => stage.groups.submit(command)));
  expect(await standing(memberId)).toMatchObject({ tier: 'silver', months: { '2026-11': [170_000, 0] } });
});

it('a validity that ends while everybody looks at it ends once', async () => {
  const memberId = await stage.member();
  await stage.groups.submit(purchase(memberId, 1_000_000));
  await stage.database.query(
    `UPDATE member_tier SET valid_until = '2026-11-22', months = '{}' WHERE member_id = $1`,
    [memberId],
  );
  const looks = Array.from({ length: 20 }, () =>
    stage.groups.submit(lookAgain({ programId: stage.programId, memberId, scoring })),
  );
  const moved = (await Promise.all(looks)).filter((outcome) => !('refused' in outcome) && outcome.moved);
  expect(moved).toHaveLength(1);
  expect(await standing(memberId)).toMatchObject({ tier: 'silver', valid_until: '2027-11-22' });
});

it('a member of another program is nobody', async () => {
  const memberId = await stage.member();
  const look = lookAgain({ programId: stage.otherProgramId, memberId, scoring });
  expect(await stage.groups.submit(look)).toMatchObject({ refused: [{ code: 'NOT_FOUND' }] });
});

describe('rules that are changed again by a process whose clock is behind', () => {
  const change = (programId: string, now: Date, windowMonths: number) =>
    changeRules(
      { database: stage.database, newId: stage.newId, onCommit: () => undefined },
      {
        programId,
        timeZone: 'Asia/Shanghai',
        actor: 'test',
        now,
        given: { windowMonths },
        effectiveFrom: null,
        replacesAnnounced: true,
      },
    );

  it('follow those that came into force at once, and never take their place', async () => {
    const now = stage.clock.now();
    await change(stage.otherProgramId, now, 24);
    await change(stage.otherProgramId, new Date(now.getTime() - 200), 36);
    const [program] = await stage.database.query<{ rules: unknown }>(
      'SELECT rules FROM program WHERE id = $1',
      [stage.otherProgramId],
    );
    const { tiers } = parseRules(program?.rules);
    expect(tiers.map((one) => [one.version, one.rules.windowMonths])).toEqual([
      [1, 12],
      [2, 24],
      [3, 36],
    ]);
  });
});

describe('a step that members reached by new rules', () => {
  const [first] = rules.tiers;
  const diamond = first?.rules.tiers.at(-1);
  if (first === undefined || diamond === undefined) throw new Error('A ladder has a step.');
  const top = { ...diamond, key: 'black', title: { zh: '黑金卡', en: 'Black' }, from: 30_000 };
  const tiers = [...first.rules.tiers, top];

  const inForceNow = (versions: Scoring['versions']) => {
    const now = stage.clock.now();
    return withVersion(versions, { rules: { ...first.rules, tiers }, effectiveFrom: now }, now);
  };
  const announced = () => {
    const [now, day] = [stage.clock.now(), 86_400_000];
    const effectiveFrom = new Date(now.getTime() + 9 * day);
    return withVersion([first], { rules: { ...first.rules, windowMonths: 6 }, effectiveFrom }, now);
  };

  it.each([
    ['has not heard of them yet', () => [first], false, 0],
    ['has only heard of those whose place they took', announced, false, 0],
    ['has heard of them, and its clock is behind', () => [first], true, -200],
  ])('stays where it is when the next process %s', async (_how, rulesBefore, hasHeard, behind) => {
    const { programId } = stage;
    const before = rulesBefore();
    const versions = inForceNow(before);
    await stage.database.query('UPDATE program SET rules = $2 WHERE id = $1', [
      programId,
      JSON.stringify({ tiers: versions }),
    ]);
    const memberId = await stage.member();
    await stage.groups.submit(purchase(memberId, 6_000_000));
    await stage.groups.submit(lookAgain({ programId, memberId, scoring: { ...scoring, versions } }));
    const risen = await standing(memberId);
    expect(risen).toMatchObject({ tier: 'black' });
    const other = stage.otherGroups({ clock: new TestClock(new Date(stage.clock.now().getTime() + behind)) });
    const checkedIn = await other.submit(
      checkIn({
        programId,
        memberId,
        idempotencyKey: stage.key(),
        scoring: { ...scoring, versions: hasHeard ? versions : before },
        ladder: rules.checkIn,
        expiry: rules.expiry,
      }),
    );
    expect(checkedIn).toMatchObject({ points: rules.checkIn.daily });
    const months = { '2026-11': [6_000_000, 10] };
    expect(await standing(memberId)).toEqual({ ...risen, months });
    const dropped = `SELECT 1 FROM notice WHERE member_id = $1 AND kind = 'tier_dropped'`;
    expect(await stage.database.query(dropped, [memberId])).toEqual([]);
  });
});
