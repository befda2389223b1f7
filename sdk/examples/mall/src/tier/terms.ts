import { html, nothing, type TemplateResult } from 'lit/html.js';
import { moment, number, points, price } from '../format.js';
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
  return priceTag(
    own,
    html`<s class="list-price" data-testid="list-price"
      ><span class="visually-hidden">${texts().tier.listPrice(points(list.points))}</span
      ><span aria-hidden="true">${number(list.points)}</span></s
    >`,
  );
}

/** The same of a reward, from its cheapest price on. */
export function ownPriceFrom(reward: OwnTerms): TemplateResult {
  return ownPriceTag(priceFrom(reward), reward.priceFrom);
}

/** What one tier more would pay, and that it would have the reward sooner. */
export function nextTierLine({ nextTier, memberPrice: own }: OwnTerms): TemplateResult | Nothing {
  if (nextTier === null) return nothing;
  const { tier, price: next, earlyAccess } = nextTier;
  const words = [
    nextPrice(tier.title, own, next),
    earlyAccess === null ? null : sooner(tier.title, earlyAccess),
  ].filter((text) => text !== null);
  return html`${words.map(
    (text) => html`<p class="next-tier" data-testid="next-tier">${icon('rise')}${text}</p>`,
  )}`;
}

/** Beside a price with as much cash, how many points that is less; null where it is not. */
function nextPrice(title: string, own: Price | null, next: Price): string | null {
  const words = texts().tier;
  if (own === null || own.cash?.amount !== next.cash?.amount) return words.nextPays(title, price(next));
  return own.points > next.points ? words.nextSaves(title, number(own.points - next.points)) : null;
}

function sooner(title: string, from: string): string {
  const words = texts().tier;
  return Date.parse(from) <= store.state.now ? words.nextNow(title) : words.nextSooner(title, moment(from));
}

/** How the shipping of a reward is paid; empty where nothing is shipped or told. */
export function shippingNote(kind: RewardSummary['kind']): string {
  const { tier, program } = store.state;
  if (kind !== 'PHYSICAL') return '';
  const own = tier?.current ?? null;
  return own?.benefits.freeShipping === true
    ? texts().tier.shipsFree(own.title)
    : (program?.shippingTerms ?? '');
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
