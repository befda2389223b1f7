import 'reflect-metadata';
import { expect, test } from 'vitest';
import { NoticeBook } from '../server/src/notice/notice.book.js';
import { noteAll } from '../server/src/notice/note-all.js';
import { noticesOf } from '../server/src/notice/notice.queries.js';
import type { NewNotice } from '../server/src/notice/notice.rows.js';
import type { Books } from '../server/src/platform/group-commit/command.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

const text = (word: string) => ({ zh: word, en: word });

function notice(memberId: string, subjectId: string, word: string, occasion = ''): NewNotice {
  const facts = { rewardId: subjectId, campaign: text('Which?'), winner: text(word) };
  const { programId } = stage;
  return { programId, memberId, kind: 'vote_won', subjectId, occasion, facts, at: stage.clock.now() };
}

async function told(memberId: string, programId = stage.programId): Promise<string[]> {
  const rows = await noticesOf(stage.database, { programId, memberId, before: null, limit: 10 });
  return rows.map((row) => row.message.en);
}

test('a command’s notices are kept with what they tell of, and nothing of one that fails beside it', async () => {
  const [memberId, subjectId] = [await stage.member(), stage.newId()];
  const noting = (words: string[], fails: boolean) =>
    stage.groups.submit({
      name: 'noting',
      programId: stage.programId,
      idempotency: null,
      prepare: () => {},
      decide(books: Books) {
        for (const word of words) books.book(NoticeBook).add(notice(memberId, subjectId, word, word));
        if (fails) throw new Error('Too much salt.');
        return {};
      },
    });
  const outcomes = await Promise.allSettled([noting(['tea', 'cake'], false), noting(['salt'], true)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(await told(memberId)).toEqual([
    'Your choice “cake” has won and is coming soon.',
    'Your choice “tea” has won and is coming soon.',
  ]);
  expect(await told(memberId, stage.otherProgramId)).toEqual([]);
});

test('nobody is told the same twice, however often and by however many it is noted', async () => {
  const [memberId, subjectId] = [await stage.member(), stage.newId()];
  const note = (word: string) =>
    noteAll(stage.database, stage.newId, [
      notice(memberId, subjectId, word),
      notice(memberId, subjectId, word),
    ]);
  await Promise.all(['tea', 'tea', 'tea'].map(note));
  await note('cake');
  expect(await told(memberId)).toEqual(['Your choice “tea” has won and is coming soon.']);
});
