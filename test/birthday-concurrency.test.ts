import { expect, it } from 'vitest';
import { parseRules } from '../server/src/program/rules.js';
import { giveBirthdayGift } from '../server/src/tier/give-birthday-gift.js';
import { giveBirthdayGifts } from '../server/src/tier/birthday.jobs.js';
import { scoringOf } from '../server/src/tier/scoring.js';
import { shareStage, stage } from './shared-stage.js';

// Small groups, so that the gifts to one member meet in several transactions.
shareStage({ workers: 4, maxGroup: 4 });

const rules = parseRules({});
const scoring = scoringOf({ timeZone: 'Asia/Shanghai', currency: 'CNY', rules });

async function silver(birthday = '11-22'): Promise<string> {
  const memberId = await stage.member();
  await stage.database.query('UPDATE member SET birthday = $2 WHERE id = $1', [memberId, birthday]);
  await stage.database.query(
    `UPDATE member_tier SET tier = 'silver', since = '2026-01-01', valid_until = '2027-01-01' WHERE member_id = $1`,
    [memberId],
  );
  return memberId;
}

const gifts = (memberId: string) =>
  stage.database.query(
    `SELECT g.points, a.posted FROM birthday_gift g JOIN account a ON a.owner_id = g.member_id AND a.kind = 'points'
      WHERE g.member_id = $1`,
    [memberId],
  );

it('many who give the same gift at once give it once', async () => {
  const memberId = await silver();
  const { programId } = stage;
  const day = '2026-11-22';
  const all = Array.from({ length: 40 }, () =>
    stage.groups.submit(
      giveBirthdayGift({ programId, memberId, day, scoring, expiry: rules.expiry, ...rules.birthday }),
    ),
  );
  const given = (await Promise.all(all)).map((outcome) => ('refused' in outcome ? -1 : outcome.points));
  expect(given.filter((points) => points !== 0)).toEqual([100]);
  expect(await gifts(memberId)).toEqual([{ points: 100, posted: 100 }]);
});

it('two jobs that run at the same time, and one that runs again, give everybody one gift', async () => {
  const members = await Promise.all(Array.from({ length: 30 }, () => silver()));
  const others = [await silver('11-23'), await stage.member()];
  const { database, groups, clock } = stage;
  const run = () => giveBirthdayGifts({ database, groups, clock });
  const [one, two] = await Promise.all([run(), run()]);
  expect(one + two).toBe(30);
  expect(await run()).toBe(0);
  const all = await Promise.all(members.map(gifts));
  expect(all).toEqual(members.map(() => [{ points: 100, posted: 100 }]));
  expect(await Promise.all(others.map(gifts))).toEqual([[], []]);
});

it('a member of another program is nobody', async () => {
  const memberId = await silver();
  const gift = {
    programId: stage.otherProgramId,
    memberId,
    day: '2026-11-22',
    scoring,
    expiry: rules.expiry,
    ...rules.birthday,
  };
  expect(await stage.groups.submit(giveBirthdayGift(gift))).toMatchObject({
    refused: [{ code: 'NOT_FOUND' }],
  });
  expect(await gifts(memberId)).toEqual([]);
});
