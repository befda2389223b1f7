import type { PledgePage } from '@jifen/sdk';
import { Asking } from './asking.js';
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

export async function openHeld(): Promise<void> {
  openSheet({ kind: 'held', phase: 'loading', exchanges: [], pledges: [] });
  await loadHeld();
}

/** What is held for now; asked again whenever the balance has moved. */
export async function loadHeld(): Promise<void> {
  if (store.state.sheet?.kind !== 'held') return;
  const isLast = asking.begin();
  try {
    const [exchanges, pledges] = await Promise.all([
      mall.exchange.list({ first: most, state: 'AWAITING_PAYMENT' }),
      mall.crowdfunding.list({ first: most, state: 'HELD' }),
    ]);
    if (!isLast()) return;
    if (exchanges === null || pledges === null) throw new Error('Nobody is signed in.');
    change({
      kind: 'held',
      phase: 'ready',
      exchanges: exchanges.nodes,
      pledges: pledges.nodes,
    });
  } catch {
    // What is shown already stays.
    const { sheet } = store.state;
    if (isLast() && sheet?.kind === 'held' && sheet.phase === 'loading')
      change({ ...sheet, phase: 'failed' });
  }
}

function change(sheet: HeldSheet): void {
  if (store.state.sheet?.kind === 'held') store.update({ sheet });
}
