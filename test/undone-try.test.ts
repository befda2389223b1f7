import 'reflect-metadata';
import { describe, expect, test } from 'vitest';
import { writePathBooks } from '../server/src/capabilities.js';
import { redeem } from '../server/src/exchange/redeem.js';
import {
  type Book,
  type Books,
  type Command,
  load,
  type Outcome,
  TryAgain,
} from '../server/src/platform/group-commit/command.js';
import type { Refused } from '../server/src/platform/refusal.js';
import { castBallot } from '../server/src/voting/cast-ballot.js';
import { giving, openProject } from './donation-stage.js';
import { ballotFor, cast, openCampaign } from './voting-stage.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

const gate = 7;

/** In front of all others, so that a group that waits here has no lock of anybody's. */
class GateBook implements Book {
  static tries = 0;

  constructor(private readonly books: Books) {
    GateBook.tries += 1;
  }

  load() {
    if (this.books.attempt === 0) return [];
    return [load('SELECT pg_advisory_xact_lock_shared($1)', [gate], () => undefined)];
  }

  store() {
    return [];
  }
}

/** Makes the first try of its group undone, after those before it have decided. */
function stumbling(): Command<Outcome> {
  return {
    name: 'stumbling',
    programId: stage.programId,
    idempotency: null,
    prepare: () => undefined,
    decide(books) {
      if (books.attempt === 0) throw new TryAgain();
      return {};
    },
  };
}

type Making<Result extends Outcome> = Command<Result> & { made(outcome: Result | Refused): unknown };

/** Lets a second request with the same key be answered between the two tries of the first; gives what each has made. */
async function answeredBetweenTries<Result extends Outcome>(make: () => Making<Result>) {
  GateBook.tries = 0;
  const holder = await stage.database.pool.connect();
  await holder.query('SELECT pg_advisory_lock($1)', [gate]);
  const groups = stage.otherGroups({ workers: 1, bookKinds: [GateBook, ...writePathBooks] });
  const [first, second] = [make(), make()];
  const answers = Promise.all([groups.submit(first), groups.submit(stumbling())]);
  await expect.poll(() => GateBook.tries).toBe(2);
  const answer = await stage.groups.submit(second);
  await holder.query('SELECT pg_advisory_unlock($1)', [gate]);
  holder.release();
  const [late] = await answers;
  expect(late).toEqual(answer);
  return { first: first.made(late), second: second.made(answer) };
}

describe('what was made by a try that was undone is not what was answered:', () => {
  const answered = { first: null, second: expect.anything() as unknown };

  test('an exchange', async () => {
    const input = stage.redeem(await stage.member(100), await stage.variant({ points: 10 }));
    expect(await answeredBetweenTries(() => redeem(input))).toEqual(answered);
  });

  test('a gift', async () => {
    const [projectId, memberId] = [await openProject(stage), await stage.member(100)];
    const idempotencyKey = stage.key();
    expect(
      await answeredBetweenTries(() => giving(stage, memberId, projectId, 10, { idempotencyKey })),
    ).toEqual(answered);
  });

  test('a first ballot', async () => {
    const input = ballotFor(stage, await openCampaign(stage), await stage.member());
    expect(await answeredBetweenTries(() => castBallot(input))).toEqual(answered);
  });

  test('a ballot that is changed and keeps its id', async () => {
    const [campaign, member] = [await openCampaign(stage), await stage.member()];
    await cast(stage, campaign, member, { at: 0 });
    const input = ballotFor(stage, campaign, member, { at: 1 });
    expect(await answeredBetweenTries(() => castBallot(input))).toEqual(answered);
  });
});

test('nothing is made by what is refused', async () => {
  const casting = castBallot(
    ballotFor(stage, await openCampaign(stage), await stage.member(), { quantity: -1 }),
  );
  expect(casting.made(await stage.groups.submit(casting))).toBeNull();
});
