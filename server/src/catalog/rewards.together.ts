import DataLoader from 'dataloader';
import { dayOf } from '../platform/calendar.js';
import type { Queryable } from '../platform/database.js';
import { KeptPages, pageKey, standsByVersion } from './kept-pages.js';
import type { TierTuple } from '../tier/tier.queries.js';
import type { MembersOwn } from './reward.view.js';
import { type PageAgain, readAgain } from './rewards.again.js';
import { type AskedList, readFound } from './rewards.page.js';
import type { MemberRow, ShownPage } from './shown-page.js';

/** A page of rewards, the same for everybody, and what is one member's own of each. */
export interface ReadPage {
  page: ShownPage;
  own: (at: number) => MembersOwn;
  /** From which the tier of the member follows; null for nobody. */
  tier: TierTuple | null;
}

/** All who ask for the same page at once. */
interface Group {
  key: string;
  first: AskedList;
  askers: AskedList[];
}
type KnownGroup = PageAgain & { group: Group };
type Answers = Map<AskedList, ReadPage | Error>;

/** Members who ask at once wait for one statement; more of them, or pages with more on them, would make it a long one. */
const mostTogether = 64;
const mostStocksTogether = 1_000;

/** Reads pages of rewards, each with one reward more. */
export function pageReader(database: Queryable): (asked: AskedList) => Promise<ReadPage> {
  const kept = new KeptPages();
  const together = new DataLoader<AskedList, ReadPage>(
    async (all) => {
      const answers: Answers = new Map();
      await readGroups({ database, kept, answers }, groupsOf(all));
      return all.map((asked) => answers.get(asked) ?? new Error('A page was not read.'));
    },
    // Whatever has arrived by now is taken together; nobody waits for those who may still come.
    { cache: false, maxBatchSize: mostTogether, batchScheduleFn: (read) => setImmediate(read) },
  );
  return (asked) => together.load(asked);
}

function groupsOf(all: readonly AskedList[]): Group[] {
  const groups = new Map<string, Group>();
  for (const asked of all) {
    const key = groupKey(asked);
    const ofTheDay = `${key} ${dayFor(asked)}`;
    const group = groups.get(ofTheDay);
    if (group === undefined) groups.set(ofTheDay, { key, first: asked, askers: [asked] });
    else group.askers.push(asked);
  }
  return [...groups.values()];
}

/** Limits and validities are read as of a day: who came before midnight is not read together with who came after it. */
function dayFor({ viewer }: AskedList): string {
  return dayOf(viewer.now, viewer.timeZone);
}

/** What members can afford is a list of their own. */
function groupKey({ viewer, filter, page }: AskedList): string {
  const key = pageKey(viewer, filter, page);
  return filter.affordable === true ? `${key}${viewer.memberId}` : key;
}

interface Reading {
  database: Queryable;
  kept: KeptPages;
  answers: Answers;
}

/** Pages whose rewards are known are read in one statement whichever they are; the others are each looked for. */
async function readGroups(reading: Reading, groups: readonly Group[]): Promise<void> {
  const known: KnownGroup[] = [];
  const unknown: Group[] = [];
  for (const group of groups) {
    const { viewer } = group.first;
    const page = reading.kept.standing(group.key, viewer);
    if (page === null) unknown.push(group);
    else known.push({ group, viewer, page, memberIds: memberIds(group) });
  }
  await Promise.all([
    ...unknown.map((group) => find(reading, group)),
    ...portions(known).map((some) => again(reading, some)),
  ]);
}

async function find({ database, kept, answers }: Reading, group: Group): Promise<void> {
  const { key, first } = group;
  const known = kept.known(key);
  try {
    const row = await readFound(database, first, known, memberIds(group));
    const stands = standsByVersion(first.filter, first.page);
    tell(answers, group, kept.completed({ key, viewer: first.viewer, stands }, known, row), row.members);
  } catch (error) {
    fail(answers, group, error);
  }
}

async function again(reading: Reading, some: readonly KnownGroup[]): Promise<void> {
  const { database, kept, answers } = reading;
  try {
    const rows = await readAgain(database, some);
    const changed: Group[] = [];
    some.forEach(({ group, viewer, page }, nth) => {
      const row = rows[nth];
      const shown = row === undefined ? null : kept.again(group.key, viewer, page, row);
      if (row === undefined || shown === null) changed.push(group);
      else tell(answers, group, shown, row.members);
    });
    await Promise.all(changed.map((group) => find(reading, group)));
  } catch (error) {
    for (const { group } of some) fail(answers, group, error);
  }
}

/** Each of one program and day, and none too long. */
function portions(known: readonly KnownGroup[]): KnownGroup[][] {
  const all: KnownGroup[][] = [];
  const open = new Map<string, { portion: KnownGroup[]; stocks: number }>();
  for (const one of known) {
    const ofTheDay = `${one.viewer.programId} ${dayFor(one.group.first)}`;
    const stocks = one.page.parts.variants.length;
    const last = open.get(ofTheDay);
    if (last !== undefined && last.stocks + stocks <= mostStocksTogether) {
      last.portion.push(one);
      last.stocks += stocks;
    } else {
      const portion = [one];
      open.set(ofTheDay, { portion, stocks });
      all.push(portion);
    }
  }
  return all;
}

function memberIds({ askers }: Group): (string | null)[] {
  return askers.map((asked) => asked.viewer.memberId);
}

function tell(answers: Answers, { askers }: Group, page: ShownPage, members: readonly MemberRow[]): void {
  const { limitedAt } = page.parts;
  askers.forEach((asked, nth) => {
    const [points, used, tier] = members[nth] ?? [null, null, null];
    const own = (at: number) => ({ used: used?.[limitedAt[at] ?? -1] ?? null, points });
    answers.set(asked, { page, own, tier });
  });
}

function fail(answers: Answers, { askers }: Group, error: unknown): void {
  const reason = error instanceof Error ? error : new Error(String(error));
  for (const asked of askers) answers.set(asked, reason);
}
