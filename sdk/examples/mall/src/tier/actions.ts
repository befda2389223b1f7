import { openSheet } from '../actions/sheets.js';
import { mall } from '../mall.js';
import { store } from '../state.js';

export async function openTier(): Promise<void> {
  openSheet({ kind: 'tier', phase: 'loading', ladder: [], usage: [] });
  await loadTier();
}

export async function loadTier(): Promise<void> {
  try {
    const [ladder, usage, tier] = await Promise.all([mall.tier.ladder(), mall.tier.usage(), mall.tier.own()]);
    if (store.state.sheet?.kind !== 'tier') return;
    store.update({ tier, sheet: { kind: 'tier', phase: 'ready', ladder, usage } });
  } catch {
    const { sheet } = store.state;
    if (sheet?.kind === 'tier') store.update({ sheet: { ...sheet, phase: 'failed' } });
  }
}
