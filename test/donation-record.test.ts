import 'reflect-metadata';
import { describe, expect, it } from 'vitest';
import { findGifts } from '../server/src/donation/donation.queries.js';
import { tellDonors } from '../server/src/donation/tell-donors.js';
import { noticesOf } from '../server/src/notice/notice.queries.js';
import { anchor, closing, giving, openProject, settling, telling } from './donation-stage.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

async function given(...asked: Parameters<typeof giving>): Promise<string> {
  const outcome = await stage.groups.submit(giving(...asked));
  if ('refused' in outcome) throw new Error(`Refused: ${JSON.stringify(outcome.refused)}`);
  return outcome.donationId;
}

describe('a receipt', () => {
  it('says what the gift was worth on its day, whatever points are worth later', async () => {
    const [projectId, memberId] = [await openProject(stage), await stage.member(1_000)];
    const ids = [
      await given(stage, memberId, projectId, 250),
      await given(stage, memberId, projectId, 250, { anchor: { ...anchor, pointsPerUnit: 10 } }),
    ];
    const gifts = await findGifts(stage.database, { programId: stage.programId, memberId, ids });
    const worth = new Map(gifts.map((gift) => [gift.id, [gift.worthMinor, gift.currency]]));
    expect(ids.map((id) => worth.get(id))).toEqual([
      [250, 'CNY'],
      [2_500, 'CNY'],
    ]);
  });
});

describe('the database', () => {
  it('lets nobody change, delete or clear away gifts', async () => {
    const [projectId, memberId] = [await openProject(stage), await stage.member(10)];
    await given(stage, memberId, projectId, 10);
    for (const sql of [
      'UPDATE donation SET points = 1',
      'DELETE FROM donation',
      'UPDATE donation SET anonymous = true WHERE false',
      'TRUNCATE donation',
    ])
      await expect(stage.database.query(sql)).rejects.toThrow('never updated or deleted');
  });

  it('holds no more than the goal of a project that stops there', async () => {
    const [stops, goesOn] = [
      await openProject(stage, { goal: 20, overFunding: 'stop' }),
      await openProject(stage, { goal: 20 }),
    ];
    const memberId = await stage.member(100);
    await given(stage, memberId, stops, 20);
    await given(stage, memberId, goesOn, 21);
    const more = `UPDATE account SET posted = posted + 1 WHERE owner_id = $1 AND kind = 'escrow'`;
    await expect(stage.database.query(more, [stops])).rejects.toThrow('account_ceiling');
  });

  it('keeps no settlement that paid nothing', async () => {
    const projectId = await openProject(stage);
    await given(stage, await stage.member(10), projectId, 10);
    await stage.groups.submit(closing(stage, projectId));
    await stage.groups.submit(settling(stage, projectId));
    const nothing = `INSERT INTO donation_settlement (project_id, program_id, points, amount_minor, currency, statement, transfer_id, at)
                     SELECT $2, program_id, points, 0, currency, statement, transfer_id, at FROM donation_settlement WHERE project_id = $1`;
    const other = await openProject(stage);
    await expect(stage.database.query(nothing, [projectId, other])).rejects.toThrow(
      'donation_settlement_paid',
    );
  });
});

describe('donors', () => {
  const told = async (memberId: string) => {
    const { database, programId } = stage;
    const rows = await noticesOf(database, { programId, memberId, before: null, limit: 10 });
    return rows.map(({ message }) => message.en);
  };

  it('are told of news and of the settlement, each once, and nobody else is', async () => {
    await tellDonors(stage);
    const projectId = await openProject(stage);
    const [donor = '', another = '', stranger = ''] = await stage.members(3, 100);
    for (const points of [10, 20]) await given(stage, donor, projectId, points);
    await given(stage, another, projectId, 1, { anonymous: true });
    await stage.groups.submit(telling(stage, projectId, { zh: '书架', en: 'Shelves' }));
    expect(await tellDonors(stage)).toBe(1);
    expect(await told(donor)).toEqual(['News of “Cause”: Shelves']);
    await stage.groups.submit(closing(stage, projectId));
    await stage.groups.submit(settling(stage, projectId));
    await Promise.all([tellDonors(stage), tellDonors(stage)]);
    expect(await tellDonors(stage)).toBe(0);
    expect(await told(donor)).toEqual([
      'Your 30 points for “Cause” have been paid out. Your receipt tells what for.',
      'News of “Cause”: Shelves',
    ]);
    expect(await told(another)).toHaveLength(2);
    expect(await told(stranger)).toEqual([]);
  });

  it('are all told, also of a cause that thousands gave to', async () => {
    const projectId = await openProject(stage, { goal: 10_000 });
    const donors = await stage.members(1_001, 1);
    await Promise.all(donors.map((donor) => given(stage, donor, projectId, 1)));
    await stage.groups.submit(telling(stage, projectId));
    expect(await tellDonors(stage)).toBe(1);
    const [noted] = await stage.database.query<{ members: number; notices: number }>(
      `SELECT count(DISTINCT member_id)::int AS members, count(*)::int AS notices FROM notice WHERE member_id = ANY($1::uuid[])`,
      [donors],
    );
    expect(noted).toEqual({ members: 1_001, notices: 1_001 });
  });

  it('hear what became of a good cause in the order in which it happened', async () => {
    const projectId = await openProject(stage);
    const donor = await stage.member(10);
    await given(stage, donor, projectId, 10);
    for (const en of ['One', 'Two']) await stage.groups.submit(telling(stage, projectId, { zh: en, en }));
    await stage.groups.submit(closing(stage, projectId));
    await stage.groups.submit(settling(stage, projectId));
    await stage.groups.submit(telling(stage, projectId, { zh: 'Three', en: 'Three' }));
    await tellDonors(stage);
    expect((await told(donor)).toReversed()).toEqual([
      'News of “Cause”: One',
      'News of “Cause”: Two',
      'Your 10 points for “Cause” have been paid out. Your receipt tells what for.',
      'News of “Cause”: Three',
    ]);
  });
});
