import { Asking } from '../actions/asking.js';
import { Earlier } from '../actions/earlier.js';
import { reader } from '../actions/reader.js';
import { openSheet } from '../actions/sheets.js';
import { mall } from '../mall.js';
import { store } from '../state.js';
import type { TierSheet } from './state.js';

const asking = new Asking();
const earlier = new Earlier<Pick<TierSheet, 'rules' | 'usage'>>(reader);

export async function openTier(): Promise<void> {
  openSheet({ kind: 'tier', phase: 'loading', usage: [], rules: null });
  await loadTier();
}

export async function loadTier(): Promise<void> {
  const asked = store.state.sheet;
  if (asked?.kind !== 'tier') return;
  const { isLast, heard } = asking.begin(reader());
  const keep = earlier.keeper();
  if (asked.phase === 'failed') store.update({ sheet: { ...asked, phase: 'retrying' } });
  try {
    const [rules, usage, tier] = await Promise.all([mall.tier.rules(), mall.tier.usage(), mall.tier.own()]);
    if (!heard()) return;
    keep('tier', { rules, usage });
    const { sheet } = store.state;
    // Without its sheet it may have come for the member before.
    if (sheet?.kind !== 'tier') return;
    store.update({ tier, sheet: { ...sheet, phase: isLast() ? 'ready' : sheet.phase, rules, usage } });
  } catch {
    const { sheet } = store.state;
    // What was read before stays.
    if (isLast() && sheet?.kind === 'tier')
      store.update({ sheet: { ...sheet, ...earlier.of('tier'), phase: 'failed' } });
  }
}
