import type { BenefitUsage, Tier } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { number } from '../format.js';
import { texts } from '../texts.js';
import type { Exchange, MemberTier } from '../types.js';
import { icon, type IconName } from '../views/icons.js';

const icons: Readonly<Record<BenefitUsage['benefit'], IconName>> = {
  EXCHANGE_DISCOUNT: 'tag',
  TIER_PRICE: 'tag',
  EARLY_ACCESS: 'clock',
  EXCLUSIVE_ZONE: 'star',
  BIRTHDAY_GIFT: 'cake',
  FREE_SHIPPING: 'truck',
  DEDICATED_SERVICE: 'service',
};

/** What a step gives, a picture and a few words each. */
export function benefitChips({ benefits }: Tier): TemplateResult {
  const words = texts().tier.gives;
  const { discountPercent, earlyAccessHours, birthdayPoints, freeShipping, dedicatedService } = benefits;
  const given: (false | { name: IconName; text: string })[] = [
    discountPercent > 0 && { name: icons.EXCHANGE_DISCOUNT, text: words.discount(discountPercent) },
    earlyAccessHours > 0 && { name: icons.EARLY_ACCESS, text: words.early(earlyAccessHours) },
    birthdayPoints > 0 && { name: icons.BIRTHDAY_GIFT, text: words.birthday(number(birthdayPoints)) },
    freeShipping && { name: icons.FREE_SHIPPING, text: words.shipping },
    dedicatedService && { name: icons.DEDICATED_SERVICE, text: words.service },
  ];
  return html`<ul class="benefits">
    ${given.map((one) => (one === false ? nothing : html`<li>${icon(one.name)}${one.text}</li>`))}
  </ul>`;
}

/** How the member reaches those who look after them. */
export function contact({ serviceContact }: MemberTier): TemplateResult | typeof nothing {
  if (serviceContact === null) return nothing;
  return html`<p class="service-contact" data-testid="service-contact">
    ${icon(icons.DEDICATED_SERVICE)}<span><strong>${texts().tier.contact}</strong> ${serviceContact}</span>
  </p>`;
}

/** Says of an exchange that its goods are sent free of charge. */
export function shippedFree({ freeShipping }: Exchange): TemplateResult | typeof nothing {
  if (!freeShipping) return nothing;
  return html`<span class="ships-free" data-testid="ships-free"
    >${icon(icons.FREE_SHIPPING)}${texts().tier.gives.shipping}</span
  >`;
}

/** What the member used this year. */
export function usageList(usage: readonly BenefitUsage[]): TemplateResult {
  const words = texts().tier;
  return html`<section class="about">
    <h3>${words.used}</h3>
    ${
      usage.length === 0
        ? html`<p class="faint">${words.unused}</p>`
        : html`<ul class="benefit-uses" data-testid="tier-usage">
            ${usage.map(
              ({ benefit, uses, points }) =>
                html`<li>
                  ${icon(icons[benefit])}<span>${words.benefit[benefit]}</span>
                  <span class="faint">${words.uses(uses)}</span>
                  ${points === 0 ? nothing : html`<strong class="figure">${words.worth(number(points))}</strong>`}
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}
