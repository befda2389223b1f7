import { html, nothing, type TemplateResult } from 'lit/html.js';
import { moment, number, price } from '../format.js';
import { isLocked, priceFrom } from '../price.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { Price, RewardSummary } from '../types.js';
import { icon } from '../views/icons.js';
import { priceTag } from '../views/price-tag.js';

type Nothing = typeof nothing;
type OwnTerms = Pick<
  RewardSummary,
  'priceFrom' | 'memberPrice' | 'tierRequired' | 'nextTier' | 'earlyAccess' | 'onSaleFrom'
>;

/** What somebody pays, and struck through beside it the points that everybody else would; a discount is on points alone. */
export function ownPriceTag(own: Price, list: Price): TemplateResult {
  if (own.points === list.points) return priceTag(own);
  return html`${priceTag(own)}
    <s class="list-price" data-testid="list-price"
      ><span class="visually-hidden">${texts().tier.listPrice(price(list))}</span
      ><span aria-hidden="true">${number(list.points)}</span></s
    >`;
}

/** The same of a reward, from its cheapest price on. */
export function ownPriceFrom(reward: OwnTerms): TemplateResult {
  return ownPriceTag(priceFrom(reward), reward.priceFrom);
}

/** What one tier more would pay; beside a price with as much cash, how many points that is less. */
export function nextTierLine({ nextTier, memberPrice: own }: OwnTerms): TemplateResult | Nothing {
  if (nextTier === null) return nothing;
  const words = texts().tier;
  const { tier, price: next } = nextTier;
  const text =
    own !== null && own.cash?.amount === next.cash?.amount
      ? words.nextSaves(tier.title, number(own.points - next.points))
      : words.nextPays(tier.title, price(next));
  return html`<p class="next-tier" data-testid="next-tier">${icon('rise')}${text}</p>`;
}

/** Who alone can have a reward, with a lock for members below; or that a member may be earlier than others. */
export function tierBadge(reward: OwnTerms): TemplateResult | Nothing {
  const words = texts().tier;
  const { tierRequired, earlyAccess } = reward;
  if (tierRequired !== null) {
    const locked = isLocked(reward, store.state.customerId !== null);
    return html`<span class="tier-badge" data-testid="tier-badge" ?data-locked=${locked}
      >${locked ? icon('lock') : nothing}${words.only(tierRequired.title)}</span
    >`;
  }
  return earlyAccess === null
    ? nothing
    : html`<span class="tier-badge" data-testid="early-access">${icon('clock')}${words.earlyAccess}</span>`;
}

/** What a member should know of their terms before the choices of a reward. */
export function tierNotes({ tierRequired, earlyAccess, onSaleFrom }: OwnTerms): string[] {
  const words = texts().tier;
  const notes = tierRequired === null ? [] : [words.only(tierRequired.title)];
  if (earlyAccess === null || onSaleFrom === null) return notes;
  const isOpen = Date.parse(earlyAccess) <= store.state.now;
  const all = moment(onSaleFrom);
  return [...notes, isOpen ? words.earlyNow(all) : words.earlyNote(moment(earlyAccess), all)];
}
