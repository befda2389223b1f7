import type { TierRuleBook } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { moment } from '../format.js';
import { texts } from '../texts.js';
import { icon } from '../views/icons.js';

/** What is announced to change, and from when; losses are marked. */
export function announcement(book: TierRuleBook | null): TemplateResult | typeof nothing {
  const announced = book?.announced ?? null;
  const from = announced?.rules.effectiveFrom ?? null;
  if (announced === null || from === null) return nothing;
  const words = texts().tier;
  return html`<section class="rules-announced" data-testid="tier-rules-announced">
    <p>${icon('clock')}<strong>${words.changesOn(moment(from))}</strong></p>
    <ul>
      ${announced.changes.map(
        ({ sentence, couldLose }) =>
          html`<li>
            ${sentence}${couldLose ? html` <span class="faint">· ${words.less}</span>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The rules in force, in plain words. */
export function rulesInWords(book: TierRuleBook | null): TemplateResult | typeof nothing {
  if (book === null) return nothing;
  return html`<section class="about" data-testid="tier-rules">
    <h3>${texts().tier.rules}</h3>
    <ul class="rule-sentences">
      ${book.current.sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </section>`;
}
