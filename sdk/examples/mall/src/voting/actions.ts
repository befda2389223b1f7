import { RefusedError, type VoteCampaign, type VoteTally } from '@jifen/sdk';
import { Asking } from '../actions/asking.js';
import { Earlier } from '../actions/earlier.js';
import { follow } from '../actions/follow.js';
import { Intent } from '../actions/intent.js';
import { onStatus } from '../actions/live.js';
import { announce, teller } from '../actions/notices.js';
import { reader } from '../actions/reader.js';
import { newOpening, openSheet } from '../actions/sheets.js';
import { pushOpen } from '../address.js';
import { amountsFrom, roundAmounts } from '../amounts.js';
import { mall } from '../mall.js';
import { openFirst, withNewer } from '../newest.js';
import { problemOf } from '../refusals.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { chosenBefore, pointsToPut } from './choice.js';
import type { CampaignSheet } from './state.js';

const mostCampaigns = 6;
/** What is offered first to somebody who has put nothing in. */
const usualStake = 100;
const vote = new Intent();

const askingCampaigns = new Asking();
const askingCampaign = new Asking();
const earlier = new Earlier<VoteCampaign>(reader);

export async function loadCampaigns(): Promise<void> {
  const { isLast, heard: counts } = askingCampaigns.begin(reader());
  try {
    const { nodes } = await mall.voting.campaigns({ first: mostCampaigns });
    heard(nodes.map((campaign) => campaign.tally));
    if (!counts()) return;
    const campaigns = openFirst(nodes, (campaign) => campaign.tally.state === 'OPEN');
    store.update({ voting: { ...store.state.voting, awaited: false, campaigns } });
    followCampaigns();
  } catch {
    // The shelf tells of the trouble; what was shown before stays.
    if (isLast()) store.update({ voting: { ...store.state.voting, awaited: false } });
  }
}

/** Follows exactly the campaigns that are on the page or on the open sheet. */
function followCampaigns(): void {
  const { voting, sheet } = store.state;
  const opened = sheet?.kind === 'vote' ? sheet.campaign : null;
  const ids = [...voting.campaigns, ...(opened === null ? [] : [opened])].map((campaign) => campaign.id);
  follow('vote', ids, (id) => mall.live.voteTally(id, heardLive, { onStatus }));
}

function heard(states: readonly VoteTally[]): void {
  const tallies = withNewer(store.state.voting.tallies, states, (state) => state.campaignId);
  store.update({ voting: { ...store.state.voting, tallies } });
}

/** Bars that move are for the eyes; the ears hear of the end alone. */
function heardLive(state: VoteTally): void {
  const before = store.state.voting.tallies.get(state.campaignId);
  heard([state]);
  if (before === undefined || before.state === state.state) return;
  const campaign = store.state.voting.campaigns.find((one) => one.id === state.campaignId);
  const winner = campaign?.candidates.find((one) => one.id === state.winnerId);
  if (campaign !== undefined && winner !== undefined)
    announce(texts().voting.announce(campaign.title, winner.title));
  // What the winner has become is not in the tally.
  if (state.state === 'ANNOUNCED') void Promise.all([loadCampaigns(), loadCampaign()]);
}

export async function openCampaign(handle: string): Promise<void> {
  pushOpen('vote', handle);
  await showCampaign(handle);
}

export async function showCampaign(handle: string): Promise<void> {
  vote.renew();
  openSheet({
    kind: 'vote',
    opening: newOpening(),
    handle,
    phase: 'loading',
    campaign: earlier.of(handle),
    candidateId: null,
    quantity: 1,
    points: usualStake,
    otherAmount: false,
    working: false,
    problem: null,
  });
  await loadCampaign();
}

/** Fetches the open campaign again and keeps what was chosen. */
export async function loadCampaign(): Promise<void> {
  const asked = store.state.sheet;
  if (asked?.kind !== 'vote') return;
  const { opening, handle } = asked;
  const { isLast, heard: counts } = askingCampaign.begin(reader() + handle);
  const keep = earlier.keeper();
  if (asked.phase === 'failed') changeCampaign(opening, { phase: 'retrying' });
  try {
    const campaign = await mall.voting.campaign({ handle });
    if (!counts()) return;
    keep(handle, campaign);
    if (campaign !== null) heard([campaign.tally]);
    showAnswer(handle, campaign, isLast() ? 'ready' : null);
    followCampaigns();
  } catch {
    // What is shown already stays.
    const { sheet } = store.state;
    if (isLast() && sheet?.kind === 'vote') showAnswer(handle, sheet.campaign, 'failed');
  }
}

/** On whichever opening of its sheet is there now; one to an earlier asking, without a phase, does not end the wait for the last. */
function showAnswer(
  handle: string,
  campaign: VoteCampaign | null,
  phase: CampaignSheet['phase'] | null,
): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'vote' || sheet.handle !== handle) return;
  const chosen = sheet.candidateId === null && campaign !== null ? chosenBefore(campaign.ballot) : {};
  store.update({ sheet: { ...sheet, phase: phase ?? sheet.phase, campaign, ...chosen } });
}

/** What would be put in: what was typed as it is, else what was chosen as far as the member has it. */
export function pointsOf({ points, otherAmount }: CampaignSheet, { ballot }: VoteCampaign): number | null {
  if (points === null || otherAmount) return points;
  return pointsToPut(points, ballot?.spent ?? 0, store.state.balance?.available ?? points);
}

/** The points that may stand behind the ballot: never fewer than do already. */
export function stakeRange({ ballot }: VoteCampaign): { readonly least: number; readonly most: number } {
  const spent = ballot?.spent ?? 0;
  const most = spent + (store.state.balance?.available ?? 0);
  const least = Math.max(1, spent);
  return { least, most: Math.max(least, most) };
}

/** The amounts at hand: what stands behind the ballot already and more, or round ones from the usual on. */
export function offeredStakes(campaign: VoteCampaign): readonly number[] {
  const { least, most } = stakeRange(campaign);
  if ((campaign.ballot?.spent ?? 0) > 0) return amountsFrom({ least, most });
  // Who has less than is usual may put in what they have.
  return roundAmounts({ least: Math.min(usualStake, most), most });
}

/** Another choice is another intent. */
export function chooseCandidate(
  patch: Partial<Pick<CampaignSheet, 'candidateId' | 'quantity' | 'points' | 'otherAmount'>>,
): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'vote' || sheet.working) return;
  vote.renew();
  changeCampaign(sheet.opening, { ...patch, problem: null });
}

export async function castBallot(): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'vote' || sheet.working || sheet.campaign === null || sheet.candidateId === null)
    return;
  const { opening, handle, campaign, candidateId, quantity } = sheet;
  const tellAsker = teller();
  const points = pointsOf(sheet, campaign);
  const { key } = vote;
  changeCampaign(opening, { working: true, problem: null });
  try {
    const { ballot, tally } = await mall.voting.cast({
      campaignId: campaign.id,
      candidateId,
      quantity: campaign.asksQuantity ? quantity : 0,
      ...(campaign.weighting === 'SPENT' && points !== null ? { points } : {}),
      idempotencyKey: key,
    });
    vote.decided(key);
    heard([tally]);
    const now = store.state.sheet;
    const shown = now?.kind === 'vote' ? now.campaign : null;
    changeCampaign(opening, { working: false, campaign: { ...(shown ?? campaign), ballot } });
    const chosen = campaign.candidates.find((one) => one.id === candidateId);
    tellAsker(texts().voting.thanks(chosen?.title ?? ''));
    // What was asked or read before the ballot does not know of it, nor does a sheet that was opened anew meanwhile.
    earlier.forget(handle);
    askingCampaign.overtake();
    await loadCampaign();
  } catch (error) {
    if (error instanceof RefusedError) vote.decided(key);
    const problem = problemOf(error);
    if (!changeCampaign(opening, { working: false, problem })) tellAsker(problem.text, 'bad');
  }
}

/** Whether it could be shown: the sheet may have been closed meanwhile, and opened anew. */
function changeCampaign(opening: string, patch: Partial<CampaignSheet>): boolean {
  const { sheet } = store.state;
  if (sheet?.kind !== 'vote' || sheet.opening !== opening) return false;
  store.update({ sheet: { ...sheet, ...patch } });
  return true;
}
