import type { VoteCampaign } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { openMembers } from '../actions/sheets.js';
import { number } from '../format.js';
import type { Problem } from '../refusals.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { amountChoice, problemId, problemText } from '../views/amount-choice.js';
import { icon } from '../views/icons.js';
import { castBallot, chooseCandidate, offeredStakes, pointsOf, stakeRange } from './actions.js';
import type { CampaignSheet } from './state.js';

/** What is asked besides the candidate. */
export function ballotForm(sheet: CampaignSheet, campaign: VoteCampaign): TemplateResult | typeof nothing {
  if (store.state.customerId === null || isFinal(campaign) || campaign.eligible === false) return nothing;
  const words = texts().voting;
  if (!campaign.asksQuantity && campaign.weighting !== 'SPENT') return nothing;
  return html`<fieldset class="gift" ?disabled=${sheet.working}>
    ${
      campaign.asksQuantity
        ? stepper({
            label: words.quantity,
            value: sheet.quantity,
            least: 0,
            most: campaign.mostPieces,
            step: 1,
            change: (quantity) => chooseCandidate({ quantity }),
          })
        : nothing
    }
    ${
      campaign.weighting === 'SPENT'
        ? amountChoice({
            legend: words.points,
            offered: offeredStakes(campaign),
            range: stakeRange(campaign),
            chosen: sheet,
            choose: chooseCandidate,
            problem: sheet.problem ?? tooLittle(sheet, campaign),
            testId: 'stake',
          })
        : nothing
    }
  </fieldset>`;
}

interface Stepper {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  readonly change: (value: number) => void;
}

function stepper({ label, value, least, most, step, change }: Stepper): TemplateResult {
  const words = texts().voting;
  return html`<div class="quantity-row" role="group" aria-label=${label}>
    <span>${label}</span>
    <span class="stepper">
      <button
        type="button"
        aria-label=${words.fewer}
        aria-disabled=${value <= least ? 'true' : nothing}
        @click=${() => change(Math.max(least, value - step))}
      >
        ${icon('minus')}
      </button>
      <output aria-live="polite">${number(value)}</output>
      <button
        type="button"
        aria-label=${words.more}
        aria-disabled=${value >= most ? 'true' : nothing}
        @click=${() => change(Math.min(most, value + step))}
      >
        ${icon('plus')}
      </button>
    </span>
  </div>`;
}

/** Stays in sight at the foot of the sheet: the one button that says what can be done now. */
export function voteFoot(sheet: CampaignSheet, campaign: VoteCampaign): TemplateResult {
  const told = hint(sheet, campaign);
  return html`<div class="sheet-foot stacked">
    ${
      sheet.problem !== null
        ? problemText(sheet.problem, 'vote-problem')
        : told === ''
          ? nothing
          : html`<p class="faint" id=${problemId}>${told}</p>`
    }
    <div class="foot-buttons">${button(sheet, campaign)}</div>
  </div>`;
}

function button(sheet: CampaignSheet, campaign: VoteCampaign): TemplateResult {
  const words = texts().voting;
  if (store.state.customerId === null) {
    return html`<button
      class="button solid grow"
      type="button"
      data-testid="vote-button"
      data-state="signed-out"
      @click=${openMembers}
    >
      ${words.signIn}
    </button>`;
  }
  const ready = campaign.eligible !== false && sheet.candidateId !== null && isStaked(sheet, campaign);
  // What the press itself has brought about must not take the focus away.
  const done = sheet.working || isFinal(campaign) || isCast(sheet, campaign);
  return html`<button
    class="button solid grow"
    type="button"
    data-testid="vote-button"
    ?disabled=${!ready}
    aria-disabled=${done ? 'true' : nothing}
    @click=${() => (done ? undefined : void castBallot())}
  >
    ${buttonText(sheet, campaign)}
  </button>`;
}

function buttonText(sheet: CampaignSheet, campaign: VoteCampaign): string {
  const words = texts().voting;
  if (sheet.working) return words.voting;
  if (campaign.eligible === false && campaign.tier !== null) return words.forTier(campaign.tier.title);
  if (sheet.candidateId === null) return words.pick;
  if (isFinal(campaign) || isCast(sheet, campaign)) return words.voted;
  if (campaign.weighting === 'SPENT' && sheet.points === null) return texts().amount.missing;
  return campaign.ballot === null ? words.vote : words.change;
}

/** What pressing costs, where it costs something. */
function hint(sheet: CampaignSheet, campaign: VoteCampaign): string {
  if (campaign.weighting !== 'SPENT' || isFinal(campaign) || store.state.customerId === null) return '';
  const words = texts().voting;
  const little = tooLittle(sheet, campaign);
  if (little !== null) return little.text;
  const spent = campaign.ballot?.spent ?? 0;
  const more = Math.max(0, (pointsOf(sheet, campaign) ?? 0) - spent);
  if (more === 0) return '';
  return spent === 0 ? words.pointsHint(number(more)) : words.pointsMore(number(more));
}

function isStaked(sheet: CampaignSheet, campaign: VoteCampaign): boolean {
  return campaign.weighting !== 'SPENT' || (sheet.points !== null && !isTooLittle(sheet, campaign));
}

function tooLittle(sheet: CampaignSheet, campaign: VoteCampaign): Problem | null {
  if (!isTooLittle(sheet, campaign)) return null;
  return { text: texts().amount.least(number(stakeRange(campaign).least)), ofAmount: true };
}

/** Less than is in it already was typed: what was put in is not given back. */
function isTooLittle(sheet: CampaignSheet, campaign: VoteCampaign): boolean {
  const points = pointsOf(sheet, campaign);
  return points !== null && points < stakeRange(campaign).least;
}

function isFinal({ ballot, changeable }: VoteCampaign): boolean {
  return ballot !== null && !changeable;
}

/** Whether the ballot says already what is chosen. */
function isCast(sheet: CampaignSheet, campaign: VoteCampaign): boolean {
  const { ballot, asksQuantity, weighting } = campaign;
  return (
    ballot !== null &&
    ballot.candidateId === sheet.candidateId &&
    (!asksQuantity || ballot.quantity === sheet.quantity) &&
    (weighting !== 'SPENT' || ballot.spent === pointsOf(sheet, campaign))
  );
}
