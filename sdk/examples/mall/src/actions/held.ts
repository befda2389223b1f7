import type { PledgePage } from '@jifen/sdk';
import { Asking } from './asking.js';
import { Earlier } from './earlier.js';
import { reader } from './reader.js';
import { openSheet } from './sheets.js';
import { mall } from '../mall.js';
import { store, type Phase } from '../state.js';
import type { Exchange } from '../types.js';

/** The most of each that is shown. */
const most = 100;

export interface HeldSheet {
  readonly kind: 'held';
  readonly phase: Phase;
  readonly exchanges: readonly Exchange[];
  readonly pledges: PledgePage['nodes'];
}

const asking = new Asking();
const earlier = new Earlier<Pick<HeldSheet, 'exchanges' | 'pledges'>>(reader);

export async function openHeld(): Promise<void> {
  openSheet({ kind: 'held', phase: 'loading', exchanges: [], pledges: [] });
  await loadHeld();
}

/** What is held for now; asked again whenever the balance has moved. */
export async function loadHeld(): Promise<void> {
  const asked = store.state.sheet;
  if (asked?.kind !== 'held') return;
  const { isLast, heard } = asking.begin(reader());
  const keep = earlier.keeper();
  if (asked.phase === 'failed') change({ ...asked, phase: 'retrying' });
  try {
    const [exchanges, pledges] = await Promise.all([
      mall.exchange.list({ first: most, state: 'AWAITING_PAYMENT' }),
      mall.crowdfunding.list({ first: most, state: 'HELD' }),
    ]);
    if (exchanges === null || pledges === null) throw new Error('Nobody is signed in.');
    if (!heard()) return;
    const answer = { exchanges: exchanges.nodes, pledges: pledges.nodes };
    keep('held', answer);
    const { sheet } = store.state;
    if (sheet?.kind === 'held') change({ ...sheet, phase: isLast() ? 'ready' : sheet.phase, ...answer });
  } catch {
    // What was read before stays.
    const { sheet } = store.state;
    const isEmpty = sheet?.kind === 'held' && sheet.phase === 'ready' && heldOn(sheet) === 0;
    if (isLast() && sheet?.kind === 'held' && !isEmpty)
      change({ ...sheet, ...earlier.of('held'), phase: 'failed' });
  }
}

/** How many things points are held for. */
export function heldOn({ exchanges, pledges }: HeldSheet): number {
  return exchanges.length + pledges.length;
}

function change(sheet: HeldSheet): void {
  if (store.state.sheet?.kind === 'held') store.update({ sheet });
}
