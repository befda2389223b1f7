import type { BallotPage } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ownList } from '../actions/own-list.js';
import { moment, number } from '../format.js';
import { mall } from '../mall.js';
import type { ListSheet } from '../state.js';
import { texts } from '../texts.js';
import { ownListSheet } from '../views/own-list.js';
import { openCampaign } from './actions.js';

type OwnBallot = BallotPage['nodes'][number];
export type BallotsSheet = ListSheet<'ballots', OwnBallot>;

export const ownBallots = ownList(
  (page) => mall.voting.ballots(page),
  (list) => ({ ...list, kind: 'ballots' }),
  (sheet) => (sheet?.kind === 'ballots' ? sheet : null),
);

export function ballotsSheet(sheet: BallotsSheet): TemplateResult {
  return ownListSheet(
    sheet,
    ownBallots,
    texts().voting.own,
    (ballots) =>
      html`<ul class="slips">
        ${ballots.map((ballot) => html`<li class="slip" data-testid="own-ballot">${item(ballot)}</li>`)}
      </ul>`,
    { leading: 'together' },
  );
}

function item({ campaign, candidate, spent, quantity, updatedAt }: OwnBallot): TemplateResult {
  const words = texts().voting;
  return html`<button class="line-link" type="button" @click=${() => void openCampaign(campaign.handle)}>
      ${campaign.title}
    </button>
    <p class="slip-points">${words.own.chose(candidate.title)}</p>
    <p class="faint">
      <time datetime=${updatedAt}>${moment(updatedAt)}</time
      >${spent > 0 ? html` · ${words.own.spent(number(spent))}` : nothing}${
        quantity > 0 ? html` · ${words.own.pieces(number(quantity))}` : nothing
      }
    </p>`;
}
