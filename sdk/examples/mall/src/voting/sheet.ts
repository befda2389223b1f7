import type { VoteCampaign, VoteTally } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { openReward } from '../actions/sheets.js';
import { day, moment, number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { absentSheet } from '../views/absent-sheet.js';
import { countUp } from '../views/count-up.js';
import { icon } from '../views/icons.js';
import { notRefreshed } from '../views/not-refreshed.js';
import { picture } from '../views/reward-card.js';
import { chooseCandidate, loadCampaign } from './actions.js';
import { countOf, newestTally, shareBar } from './card.js';
import { ballotForm, voteFoot } from './ballot-form.js';
import type { CampaignSheet } from './state.js';

type Candidate = VoteCampaign['candidates'][number];

export function campaignSheet(sheet: CampaignSheet): TemplateResult {
  const { campaign } = sheet;
  if (campaign === null) return absent(sheet);
  const words = texts().voting;
  const tally = newestTally(campaign);
  return html`${notRefreshed(sheet.phase, loadCampaign)}
    <div class="sheet-scroll padded vote-sheet">
      <header class="vote-head">
        ${tally.state === 'OPEN' ? html`<p class="faint">${words.kicker}</p>` : html`<span class="badge">${words.over}</span>`}
        <h2 id="sheet-title" tabindex="-1">${campaign.title}</h2>
        ${campaign.summary === '' ? nothing : html`<p class="faint">${campaign.summary}</p>`}
        <p class="vote-total">
          <strong data-testid="vote-ballots"
            >${countUp(tally.ballots, (shown) => words.ballots(number(shown)))}</strong
          >
          ${tally.state === 'OPEN' ? html`<span class="faint">${words.until(moment(campaign.endsAt))}</span>` : nothing}
        </p>
        ${
          campaign.tier === null
            ? nothing
            : html`<p class="vote-tier" ?data-barred=${campaign.eligible === false} data-testid="vote-tier">
                ${icon('star')}${words.forTier(campaign.tier.title)}
              </p>`
        }
      </header>
      ${outcome(campaign, tally)}
      <fieldset
        class="candidates"
        ?disabled=${tally.state !== 'OPEN' || sheet.working || campaign.eligible === false}
      >
        <legend class="visually-hidden">${tally.state === 'OPEN' ? words.choose : words.candidates}</legend>
        ${campaign.candidates.map((candidate, at) => candidateCard(sheet, campaign, candidate, at + 1))}
      </fieldset>
      ${tally.state === 'OPEN' ? ballotForm(sheet, campaign) : nothing} ${rules(campaign, tally)}
      ${
        campaign.story === ''
          ? nothing
          : html`<section class="about">
              <h3>${words.story}</h3>
              ${campaign.story.split(/\n+/u).map((paragraph) => html`<p>${paragraph}</p>`)}
            </section>`
      }
    </div>
    ${tally.state === 'OPEN' ? voteFoot(sheet, campaign) : nothing}`;
}

function candidateCard(
  sheet: CampaignSheet,
  campaign: VoteCampaign,
  candidate: Candidate,
  place: number,
): TemplateResult {
  const words = texts().voting;
  const tally = newestTally(campaign);
  const mine = campaign.ballot?.candidateId === candidate.id;
  const final = campaign.ballot !== null && !campaign.changeable;
  return html`<div class="candidate" data-testid=${`candidate-${place}`} ?data-mine=${mine}>
    <label>
      <input
        type="radio"
        name="candidate"
        .checked=${sheet.candidateId === candidate.id}
        ?disabled=${final && !mine}
        @change=${() => chooseCandidate({ candidateId: candidate.id })}
      />
      <span class="candidate-picture">${picture(candidate, false)}</span>
      <span class="candidate-text">
        <span class="candidate-title">
          <strong>${candidate.title}</strong>
          ${tally.winnerId === candidate.id ? html`<span class="badge">${words.won}</span>` : nothing}
          ${mine ? html`<span class="vote-mine">${icon('check')}${words.mine}</span>` : nothing}
        </span>
        ${candidate.summary === '' ? nothing : html`<span class="faint">${candidate.summary}</span>`}
        <span class="faint">${words.planned(number(candidate.points))}</span>
      </span>
    </label>
    ${standing(candidate, tally, place, campaign.asksQuantity)}
  </div>`;
}

function standing(
  candidate: Candidate,
  tally: VoteTally,
  place: number,
  asksQuantity: boolean,
): TemplateResult | typeof nothing {
  const words = texts().voting;
  const count = countOf(tally, candidate.id);
  if (count === undefined) return nothing;
  return html`${shareBar(candidate, tally, `share-${place}`, asksQuantity)}
    <span class="vote-leader" aria-hidden="true">
      <span class="figure">${words.shareAndBallots(number(count.share), number(count.ballots))}</span>
      ${asksQuantity && count.interest > 0 ? html`<span class="faint">${words.interest(number(count.interest))}</span>` : nothing}
    </span>`;
}

function outcome(campaign: VoteCampaign, tally: VoteTally): TemplateResult | typeof nothing {
  const words = texts().voting;
  if (tally.candidates === null) return html`<p class="hint">${words.hidden}</p>`;
  if (tally.state === 'OPEN')
    return tally.ballots === 0 ? html`<p class="hint">${words.noneYet}</p>` : nothing;
  if (tally.ballots === 0) return html`<p class="hint">${words.noWinner}</p>`;
  const { reward, ballot } = campaign;
  const won = campaign.candidates.find((one) => one.id === tally.winnerId);
  if (reward === null || won === undefined) return nothing;
  const date = day(reward.onSaleFrom ?? campaign.launchAt);
  return html`<section class="hint vote-outcome" data-testid="vote-outcome">
    <strong
      >${ballot?.candidateId === won.id ? words.comingMine(date) : words.coming(won.title, date)}</strong
    >
    <button class="button" type="button" @click=${() => void openReward(reward.handle)}>${words.see}</button>
  </section>`;
}

function rules(campaign: VoteCampaign, tally: VoteTally): TemplateResult | typeof nothing {
  if (tally.state !== 'OPEN') return nothing;
  const words = texts().voting;
  const points = store.state.balance?.available;
  const weighs =
    campaign.weighting === 'COUNTED' && points !== undefined
      ? words.counted(number(points))
      : words.weighs[campaign.weighting];
  return html`<ul class="notes">
    <li>${icon('check')}${weighs}</li>
    <li>${icon('check')}${campaign.changeable ? words.changeable : words.final}</li>
  </ul>`;
}

function absent({ phase }: CampaignSheet): TemplateResult {
  const awaited = html`<span class="skeleton line"></span><span class="skeleton line short"></span
    ><span class="skeleton line"></span>`;
  return absentSheet({ phase, words: texts().voting, layout: 'padded', awaited, again: loadCampaign });
}
