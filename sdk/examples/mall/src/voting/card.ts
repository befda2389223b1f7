import type { VoteCampaign, VoteTally } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { countUp } from '../views/count-up.js';
import { progressBar } from '../views/progress-bar.js';
import { picture } from '../views/reward-card.js';
import { titleLink } from '../views/title-link.js';
import { openCampaign } from './actions.js';

type Candidate = VoteCampaign['candidates'][number];
type Count = NonNullable<VoteTally['candidates']>[number];

const hourMs = 3_600_000;
const mostBars = 2;

export function campaignCards(): TemplateResult[] {
  return store.state.voting.campaigns.map((campaign) => card(campaign));
}

export function newestTally(campaign: VoteCampaign): VoteTally {
  return store.state.voting.tallies.get(campaign.id) ?? campaign.tally;
}

export function countOf(tally: VoteTally, candidateId: string): Count | undefined {
  return tally.candidates?.find((count) => count.candidateId === candidateId);
}

function card(campaign: VoteCampaign): TemplateResult {
  const { handle, title } = campaign;
  const tally = newestTally(campaign);
  const words = texts().voting;
  return html`<article class="card cause vote" data-testid=${`campaign-card-${handle}`}>
    <div class="cause-picture">${picture(campaign, true)}</div>
    <div class="cause-text">
      ${tally.state === 'OPEN' ? html`<p class="faint vote-kicker">${words.kicker}</p>` : html`<span class="badge">${words.over}</span>`}
      ${titleLink({ kind: 'vote', handle }, title, openCampaign)} ${leaders(campaign, tally)}
      <p class="cause-figures">
        <span>${countUp(tally.ballots, (shown) => words.ballots(number(shown)))}</span>
        <span class="faint">${timeLeft(campaign, tally)}</span>
      </p>
    </div>
  </article>`;
}

function leaders(campaign: VoteCampaign, tally: VoteTally): TemplateResult {
  const words = texts().voting;
  if (tally.candidates === null) return html`<p class="faint">${words.hidden}</p>`;
  // sort() is stable: of equals the one shown first stays first.
  const leading = [...tally.candidates].sort((a, b) => b.weight - a.weight).slice(0, mostBars);
  return html`<ul class="vote-leaders">
    ${leading.map(({ candidateId, share }) => {
      const candidate = campaign.candidates.find((one) => one.id === candidateId);
      if (candidate === undefined) return nothing;
      return html`<li>
        <span class="vote-leader" aria-hidden="true">
          <span>${candidate.title}</span><span class="figure">${words.share(number(share))}</span>
        </span>
        ${shareBar(candidate, tally, `card-share-${handleOf(campaign, candidate)}`)}
      </li>`;
    })}
  </ul>`;
}

function handleOf(campaign: VoteCampaign, candidate: Candidate): string {
  return `${campaign.handle}-${campaign.candidates.indexOf(candidate) + 1}`;
}

/** How much of the whole a candidate has. */
export function shareBar(
  candidate: Candidate,
  tally: VoteTally,
  testId: string,
  asksQuantity = false,
): TemplateResult {
  const words = texts().voting;
  const count = countOf(tally, candidate.id);
  const share = count?.share ?? 0;
  const ballots = words.shareAndBallots(number(share), number(count?.ballots ?? 0));
  const wanted = asksQuantity && count !== undefined && count.interest > 0;
  return progressBar({
    value: share,
    most: 100,
    label: words.bar(candidate.title),
    text: wanted ? words.both(ballots, words.interest(number(count.interest))) : ballots,
    testId,
  });
}

export function timeLeft({ endsAt }: VoteCampaign, tally: VoteTally): string {
  const words = texts().voting;
  if (tally.state !== 'OPEN') return '';
  const hours = Math.floor((Date.parse(endsAt) - store.state.now) / hourMs);
  return words.left(Math.floor(hours / 24), hours);
}
