import { Earlier } from './earlier.js';
import { leadFocus } from './focus.js';
import { onStatus } from './live.js';
import { tell, teller } from './notices.js';
import { ownList } from './own-list.js';
import { reader } from './reader.js';
import { newOpening, openSheet } from './sheets.js';
import { mall } from '../mall.js';
import { sentence } from '../refusals.js';
import { store, type ExchangesSheet, type FromStatement } from '../state.js';
import { texts } from '../texts.js';
import type { Exchange } from '../types.js';

const pageSize = 20;
const mostFollowed = 8;
let following: (() => void)[] = [];
const earlier = new Earlier<Pick<ExchangesSheet, 'items' | 'nextCursor'>>(reader);

export function openExchanges(): Promise<void> {
  return show(null, null);
}

/** One exchange by itself, however many came after it, followed from an entry of the points history. */
export function openExchange(id: string, entryId: string): Promise<void> {
  const { sheet: list, balance } = store.state;
  const from = list?.kind === 'statement' ? { list, entryId, version: balance?.version ?? null } : null;
  return show(id, from);
}

async function show(only: string | null, from: FromStatement | null): Promise<void> {
  openSheet({
    kind: 'exchanges',
    opening: newOpening(),
    phase: 'loading',
    items: [],
    nextCursor: null,
    cancelling: null,
    only,
    from,
  });
  await ask(true);
}

export function moreExchanges(): Promise<void> {
  return ask(false);
}

/** Asks for all of it anew, after that failed. */
export async function askExchangesAgain(): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'exchanges' || sheet.phase === 'retrying') return;
  changeExchanges({ phase: 'retrying' });
  await ask(true);
}

async function ask(isFirst: boolean): Promise<void> {
  const asked = store.state.sheet;
  if (asked?.kind !== 'exchanges') return;
  const { only } = asked;
  const keep = earlier.keeper();
  try {
    const { nodes, nextCursor } = await (only === null
      ? pageBehind(isFirst ? null : asked.nextCursor)
      : alone(only));
    const sheet = sameAs(asked);
    if (sheet === null) return;
    const items = isFirst ? nodes : [...sheet.items, ...nodes];
    if (only === null) keep('exchanges', { items, nextCursor });
    store.update({ sheet: { ...sheet, phase: 'ready', items, nextCursor } });
    followOpen(items);
  } catch {
    if (sameAs(asked) === null) return;
    // What was read before stays.
    const before = only === null ? earlier.of('exchanges') : null;
    if (!isFirst) tell(texts().trouble.listFailed, 'bad');
    else changeExchanges({ ...before, phase: 'failed' });
    if (isFirst && before !== null) followOpen(before.items);
  }
}

/** The sheet if it still waits for what was asked: the same page may have been asked for twice, or the sheet opened anew. */
function sameAs({ opening, items }: ExchangesSheet): ExchangesSheet | null {
  const { sheet } = store.state;
  if (sheet?.kind !== 'exchanges' || sheet.opening !== opening) return null;
  return sheet.items.length === items.length ? sheet : null;
}

interface Read {
  readonly nodes: readonly Exchange[];
  readonly nextCursor: string | null;
}

async function pageBehind(cursor: string | null): Promise<Read> {
  const page = await mall.exchange.list({ first: pageSize, ...after(cursor) });
  if (page === null) throw new Error('Nobody is signed in.');
  return { nodes: page.nodes, nextCursor: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null };
}

async function alone(id: string): Promise<Read> {
  const exchange = await mall.exchange.get(id);
  if (exchange === null) throw new Error('There is no such exchange.');
  return { nodes: [exchange], nextCursor: null };
}

/** Only exchanges that can still move are worth a subscription. */
function followOpen(items: readonly Exchange[]): void {
  leaveLists();
  const moving = items.filter(({ state }) => state === 'AWAITING_PAYMENT' || state === 'CONFIRMED');
  following = moving.slice(0, mostFollowed).map(({ id }) => mall.live.exchange(id, heard, { onStatus }));
}

export function leaveLists(): void {
  for (const stop of following) stop();
  following = [];
}

function heard(exchange: Exchange): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'exchanges') return;
  const items = sheet.items.map((one) =>
    one.id === exchange.id && BigInt(exchange.version) >= BigInt(one.version) ? exchange : one,
  );
  store.update({ sheet: { ...sheet, items } });
}

export function askToCancel(exchangeId: string | null): void {
  changeExchanges({ cancelling: exchangeId });
  if (exchangeId !== null) leadFocus('[data-testid="cancel-keep"]');
}

export async function cancelExchange(exchangeId: string): Promise<void> {
  changeExchanges({ cancelling: null });
  if (store.state.beingCancelled.includes(exchangeId)) return;
  const tellAsker = teller();
  store.update({ beingCancelled: [...store.state.beingCancelled, exchangeId] });
  try {
    heard(await mall.exchange.cancel({ exchangeId }));
    tellAsker(texts().exchanges.cancelled);
  } catch (error) {
    tellAsker(sentence(error), 'bad');
  } finally {
    store.update({ beingCancelled: store.state.beingCancelled.filter((id) => id !== exchangeId) });
  }
}

function changeExchanges(patch: Partial<ExchangesSheet>): void {
  const { sheet } = store.state;
  if (sheet?.kind === 'exchanges') store.update({ sheet: { ...sheet, ...patch } });
}

export const ownStatement = ownList(
  (page) => mall.points.statement(page),
  (list) => ({ ...list, kind: 'statement' }),
  (sheet) => (sheet?.kind === 'statement' ? sheet : null),
);

/** Back to the entry that was followed; the history is read again where points have moved meanwhile. */
export async function backToStatement({ list, entryId, version }: FromStatement): Promise<void> {
  if (version === (store.state.balance?.version ?? null)) openSheet(list);
  else await ownStatement.open();
  if (store.state.sheet?.kind === 'statement') leadFocus(`[data-entry="${entryId}"] button`, '#sheet-title');
}

function after(cursor: string | null): { after?: string } {
  return cursor === null ? {} : { after: cursor };
}
