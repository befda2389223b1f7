import {
  type Pledged,
  type PoolDetail,
  type PoolProgress,
  type PoolSummary,
  RefusedError,
  verifyDraw,
} from '@jifen/sdk';
import { Asking } from '../actions/asking.js';
import { Earlier } from '../actions/earlier.js';
import { leadFocus } from '../actions/focus.js';
import { follow } from '../actions/follow.js';
import { Intent } from '../actions/intent.js';
import { onStatus } from '../actions/live.js';
import { teller } from '../actions/notices.js';
import { reader } from '../actions/reader.js';
import { newOpening, openSheet } from '../actions/sheets.js';
import { pushOpen } from '../address.js';
import { amountsFrom, roundAmounts, stillOffered } from '../amounts.js';
import { number } from '../format.js';
import { mall } from '../mall.js';
import { openFirst, withNewer } from '../newest.js';
import { refreshNotices } from '../notice/actions.js';
import { problemOf } from '../refusals.js';
import { remembered } from '../remembered.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { Amount } from '../views/amount-choice.js';
import type { PoolSheet } from './state.js';
import { verdictOf } from './verdict.js';

const mostPools = 6;
const intent = new Intent();

const askingPools = new Asking();
const askingPool = new Asking();
const earlier = new Earlier<PoolDetail>(reader);

export async function loadPools(): Promise<void> {
  const { isLast, heard: counts } = askingPools.begin(reader());
  try {
    const { nodes } = await mall.crowdfunding.pools({ first: mostPools });
    heard(nodes.map((pool) => pool.progress));
    for (const pool of nodes) keepFingerprint(pool);
    if (!counts()) return;
    const pools = openFirst(nodes, (pool) => pool.progress.state === 'OPEN');
    store.update({
      crowdfunding: { ...store.state.crowdfunding, awaited: false, pools },
    });
    followPools();
  } catch {
    // The shelf tells of the trouble; what was shown before stays.
    if (isLast()) store.update({ crowdfunding: { ...store.state.crowdfunding, awaited: false } });
  }
}

/** Follows exactly the pools that are on the page or on the open sheet. */
function followPools(): void {
  const { crowdfunding, sheet } = store.state;
  const opened = sheet?.kind === 'pool' ? sheet.pool : null;
  const ids = [...crowdfunding.pools, ...(opened === null ? [] : [opened])].map((pool) => pool.id);
  follow('pool', ids, (id) => mall.live.poolProgress(id, heardLive, { onStatus }));
}

function heard(states: readonly PoolProgress[]): void {
  const progress = withNewer(store.state.crowdfunding.progress, states, (state) => state.poolId);
  store.update({ crowdfunding: { ...store.state.crowdfunding, progress } });
}

function heardLive(state: PoolProgress): void {
  const before = store.state.crowdfunding.progress.get(state.poolId);
  heard([state]);
  if (before === undefined || before.state === state.state) return;
  // What became of the own pledge, and who won, is not in the progress; members are told of it as well.
  void loadPool();
  if (state.state !== 'SUCCEEDED' && state.state !== 'FAILED') void refreshNotices().catch(() => undefined);
}

/** While nobody can know who will win: from then on the mall cannot exchange the seed without being found out here. */
function keepFingerprint({ id, allotment, draw, progress }: PoolSummary): void {
  if (allotment === 'DRAW' && progress.state === 'OPEN') remembered.keepFingerprint(id, draw.seedHash);
}

export function newestProgress(pool: PoolSummary): PoolProgress {
  return store.state.crowdfunding.progress.get(pool.id) ?? pool.progress;
}

export async function openPool(handle: string): Promise<void> {
  pushOpen('pool', handle);
  await showPool(handle);
}

export async function showPool(handle: string): Promise<void> {
  intent.renew();
  const fresh = { withdrawing: false, working: false, problem: null, verified: null };
  const none = { points: null, otherAmount: false };
  const pool = earlier.of(handle);
  openSheet({ kind: 'pool', opening: newOpening(), handle, phase: 'loading', pool, ...none, ...fresh });
  if (pool !== null) offerAmounts(pool);
  await loadPool();
}

/** Fetches the open pool again and keeps what was chosen, as far as it still fits. */
export async function loadPool(): Promise<void> {
  const asked = store.state.sheet;
  if (asked?.kind !== 'pool') return;
  const { opening, handle } = asked;
  const { isLast, heard: counts } = askingPool.begin(reader() + handle);
  const keep = earlier.keeper();
  if (asked.phase === 'failed') change(opening, { phase: 'retrying' });
  try {
    const pool = await mall.crowdfunding.pool({ handle });
    if (!counts()) return;
    keep(handle, pool);
    showAnswer(handle, pool, isLast());
    if (pool !== null) {
      heard([pool.progress]);
      keepFingerprint(pool);
      offerAmounts(pool);
    }
    followPools();
  } catch {
    // What is shown already stays.
    if (isLast()) change(opening, { phase: 'failed' });
  }
}

/** On whichever opening of its sheet is there now; one to an earlier asking does not end the wait for the last. */
function showAnswer(handle: string, pool: PoolDetail | null, isLast: boolean): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.handle !== handle) return;
  store.update({ sheet: { ...sheet, phase: isLast ? 'ready' : sheet.phase, pool } });
}

/** What the member has in it now. */
export function held(pool: PoolDetail): number {
  return pool.pledge?.state === 'HELD' ? pool.pledge.points : 0;
}

/** What the pool takes of this member, in all, and what they have as far as that can be; `most` is below `least` when it takes no more. */
export function pledgeRange(pool: PoolDetail): { readonly least: number; readonly most: number } {
  const current = held(pool);
  const own = current + (store.state.balance?.available ?? Infinity);
  const taken = Math.min(pool.most ?? Infinity, current + newestProgress(pool).left);
  // Whoever has less than the least is told so by the refusal, not by amounts that are not taken.
  const most = Math.min(taken, Math.max(own, pool.least));
  return { least: current === 0 ? Math.min(pool.least, most) : current + 1, most };
}

/** The amounts at hand: from the least pledge on, or round ones above what is held already. */
export function offeredPledges(pool: PoolDetail): readonly number[] {
  return (held(pool) === 0 ? amountsFrom : roundAmounts)(pledgeRange(pool));
}

/** What is chosen must be among what is offered, unless another amount was typed. */
function offerAmounts(pool: PoolDetail): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.otherAmount) return;
  const points = stillOffered(offeredPledges(pool), sheet.points);
  if (points !== sheet.points) choosePoints({ points });
}

/** Another amount is another intent. */
export function choosePoints(amount: Partial<Amount>): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.working) return;
  intent.renew();
  change(sheet.opening, { ...amount, problem: null, withdrawing: false });
}

export async function pledge(): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.points === null) return;
  const { points } = sheet;
  await act(
    (pool, idempotencyKey) => mall.crowdfunding.pledge({ poolId: pool.id, points, idempotencyKey }),
    ({ pledge: made }) => texts().crowdfunding.joined(number(made.points), number(made.number)),
  );
}

/** The first press asks, the second does it. */
export function askToWithdraw(withdrawing: boolean): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.working) return;
  intent.renew();
  change(sheet.opening, { withdrawing, problem: null });
  leadFocus(withdrawing ? '[data-testid="withdraw-keep"]' : '[data-testid="withdraw-button"]');
}

export async function withdraw(): Promise<void> {
  await act(
    (pool, idempotencyKey) => mall.crowdfunding.withdraw({ poolId: pool.id, idempotencyKey }),
    () => texts().crowdfunding.withdrawn,
  );
}

async function act(
  send: (pool: PoolDetail, key: string) => Promise<Pledged>,
  done: (made: Pledged) => string,
): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.working || sheet.pool === null) return;
  const { opening, handle, pool } = sheet;
  const { key } = intent;
  const tellAsker = teller();
  change(opening, { working: true, problem: null });
  try {
    const made = await send(pool, key);
    intent.decided(key);
    heard([made.progress]);
    tellAsker(done(made));
    // The next pledge begins anew: what was chosen for this one would be too little or too much.
    const next = { working: false, withdrawing: false, points: null, otherAmount: false };
    const isOpen = change(opening, next);
    // What was asked or read before it does not know of it.
    earlier.forget(handle);
    askingPool.overtake();
    await loadPool();
    // Nobody is led there from another sheet.
    if (isOpen && change(opening, {})) leadFocus('[data-testid="own-pledge"]', '#sheet-title');
  } catch (error) {
    if (error instanceof RefusedError) intent.decided(key);
    const problem = problemOf(error);
    if (!change(opening, { working: false, withdrawing: false, problem })) tellAsker(problem.text, 'bad');
  }
}

/** Does the draw again in the member's own browser, with what the mall published and what this browser kept. */
export async function verify(): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.pool === null || sheet.pool.draw.seed === null) return;
  const { opening, pool } = sheet;
  const { seed } = pool.draw;
  if (seed === null) return;
  try {
    const entries = await mall.crowdfunding.entries(pool.id);
    const kept = remembered.fingerprint(pool.id);
    const seedHash = kept ?? pool.draw.seedHash;
    const again = await verifyDraw({ poolId: pool.id, seedHash, seed, entries, winners: pool.winners ?? 0 });
    change(opening, { verified: verdictOf({ pool, entries, again, kept: kept !== null }) });
  } catch (error) {
    change(opening, { problem: problemOf(error) });
  }
}

/** Whether it could be shown: the sheet may have been closed meanwhile, and opened anew. */
function change(opening: string, patch: Partial<PoolSheet>): boolean {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.opening !== opening) return false;
  store.update({ sheet: { ...sheet, ...patch } });
  return true;
}
