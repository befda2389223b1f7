import { Asking } from '../actions/asking.js';
import { openSheet } from '../actions/sheets.js';
import { mall } from '../mall.js';
import { store } from '../state.js';

const asking = new Asking();

export async function openTier(): Promise<void> {
  openSheet({ kind: 'tier', phase: 'loading', usage: [], rules: null });
  await loadTier();
}

export async function loadTier(): Promise<void> {
  const isLast = asking.begin();
  try {
    const [rules, usage, tier] = await Promise.all([mall.tier.rules(), mall.tier.usage(), mall.tier.own()]);
    if (!isLast() || store.state.sheet?.kind !== 'tier') return;
    store.update({ tier, sheet: { kind: 'tier', phase: 'ready', rules, usage } });
  } catch {
    const { sheet } = store.state;
    if (isLast() && sheet?.kind === 'tier') store.update({ sheet: { ...sheet, phase: 'failed' } });
  }
}
