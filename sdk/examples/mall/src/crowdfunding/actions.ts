import { type PoolDetail, type PoolProgress, type PoolSummary, RefusedError, verifyDraw } from '@jifen/sdk';
import { follow } from '../actions/follow.js';
import { onStatus } from '../actions/live.js';
import { openSheet } from '../actions/sheets.js';
import { pushOpen } from '../address.js';
import { mall } from '../mall.js';
import { refreshNotices } from '../notice/actions.js';
import { sentence } from '../refusals.js';
import { remembered } from '../remembered.js';
import { store } from '../state.js';
import type { PoolSheet } from './state.js';
import { verdictOf } from './verdict.js';

const mostPools = 6;
// One key per intent, not per press: pressing again after a lost answer must not pledge twice.
let key = crypto.randomUUID();

export async function loadPools(): Promise<void> {
  try {
    const { nodes } = await mall.crowdfunding.pools({ first: mostPools });
    heard(nodes.map((pool) => pool.progress));
    for (const pool of nodes) keepFingerprint(pool);
    const open = nodes.filter((pool) => pool.progress.state === 'OPEN');
    const others = nodes.filter((pool) => pool.progress.state !== 'OPEN');
    store.update({ crowdfunding: { ...store.state.crowdfunding, pools: [...open, ...others] } });
    followPools();
  } catch {
    // The shelf tells of the trouble; what was shown before stays.
  }
}

/** Follows exactly the pools that are on the page or on the open sheet. */
function followPools(): void {
  const { crowdfunding, sheet } = store.state;
  const opened = sheet?.kind === 'pool' ? sheet.pool : null;
  const ids = [...crowdfunding.pools, ...(opened === null ? [] : [opened])].map((pool) => pool.id);
  follow('pool', ids, (id) => mall.live.poolProgress(id, heardLive, { onStatus }));
}

/** Answers and sockets race each other; the version decides which is newer. */
function heard(states: readonly PoolProgress[]): void {
  const progress = new Map(store.state.crowdfunding.progress);
  for (const state of states) {
    const known = progress.get(state.poolId);
    if (known === undefined || BigInt(state.version) >= BigInt(known.version))
      progress.set(state.poolId, state);
  }
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
  key = crypto.randomUUID();
  const fresh = { points: 0, withdrawing: false, working: false, problem: null, verified: null };
  openSheet({ kind: 'pool', handle, phase: 'loading', pool: null, ...fresh });
  await loadPool();
}

/** Fetches the open pool again and keeps what was chosen, as far as it still fits. */
export async function loadPool(): Promise<void> {
  const asked = store.state.sheet;
  if (asked?.kind !== 'pool') return;
  const { handle } = asked;
  try {
    const pool = await mall.crowdfunding.pool({ handle });
    if (pool !== null) {
      heard([pool.progress]);
      keepFingerprint(pool);
    }
    const points = pool === null ? 0 : fitting(pool, Math.max(asked.points, held(pool) + stepOf(pool)));
    change(handle, { phase: 'ready', pool, points });
    followPools();
  } catch {
    change(handle, { phase: 'failed' });
  }
}

/** Presses go by this much, and by what is left where that is less; nothing in the rules is bound to it. */
const smallestStep = 100;

export function stepOf({ least }: PoolSummary): number {
  return Math.max(smallestStep, least);
}

/** What the member has in it now. */
export function held(pool: PoolDetail): number {
  return pool.pledge?.state === 'HELD' ? pool.pledge.points : 0;
}

/** The nearest amount that the pool takes of this member, and that the member has as far as that can be. */
export function fitting(pool: PoolDetail, points: number): number {
  const current = held(pool);
  const own = current + (store.state.balance?.available ?? Infinity);
  const most = Math.min(
    pool.most ?? Infinity,
    current + newestProgress(pool).left,
    Math.max(own, pool.least),
  );
  const least = Math.min(most, current === 0 ? pool.least : current + 1);
  return Math.max(least, Math.min(most, points));
}

/** Another amount is another intent. */
export function choosePoints(points: number): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.pool === null || sheet.working) return;
  key = crypto.randomUUID();
  change(sheet.handle, { points: fitting(sheet.pool, points), problem: null, withdrawing: false });
}

export async function pledge(): Promise<void> {
  await act((pool, points) => mall.crowdfunding.pledge({ poolId: pool.id, points, idempotencyKey: key }));
}

/** The first press asks, the second does it. */
export async function withdraw(): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool') return;
  if (!sheet.withdrawing) {
    key = crypto.randomUUID();
    change(sheet.handle, { withdrawing: true });
    return;
  }
  await act((pool) => mall.crowdfunding.withdraw({ poolId: pool.id, idempotencyKey: key }));
}

async function act(
  send: (pool: PoolDetail, points: number) => Promise<{ readonly progress: PoolProgress }>,
): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.working || sheet.pool === null) return;
  const { handle, pool, points } = sheet;
  change(handle, { working: true, problem: null });
  try {
    const { progress } = await send(pool, points);
    key = crypto.randomUUID();
    heard([progress]);
    change(handle, { working: false, withdrawing: false });
    await loadPool();
  } catch (error) {
    if (error instanceof RefusedError) key = crypto.randomUUID();
    change(handle, { working: false, withdrawing: false, problem: sentence(error) });
  }
}

/** Does the draw again in the member's own browser, with what the mall published and what this browser kept. */
export async function verify(): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'pool' || sheet.pool === null || sheet.pool.draw.seed === null) return;
  const { handle, pool } = sheet;
  const { seed } = pool.draw;
  if (seed === null) return;
  try {
    const entries = await mall.crowdfunding.entries(pool.id);
    const kept = remembered.fingerprint(pool.id);
    const seedHash = kept ?? pool.draw.seedHash;
    const again = await verifyDraw({ poolId: pool.id, seedHash, seed, entries, winners: pool.winners ?? 0 });
    change(handle, { verified: verdictOf({ pool, entries, again, kept: kept !== null }) });
  } catch (error) {
    change(handle, { problem: sentence(error) });
  }
}

function change(handle: string, patch: Partial<PoolSheet>): void {
  const { sheet } = store.state;
  if (sheet?.kind === 'pool' && sheet.handle === handle) store.update({ sheet: { ...sheet, ...patch } });
}
