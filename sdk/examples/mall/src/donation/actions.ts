import { type DonationProgress, type DonationProjectDetail, RefusedError } from '@jifen/sdk';
import { Asking } from '../actions/asking.js';
import { Earlier } from '../actions/earlier.js';
import { leadFocus } from '../actions/focus.js';
import { follow } from '../actions/follow.js';
import { KeptIntent } from '../actions/kept-intent.js';
import { onStatus } from '../actions/live.js';
import { announce, tell, teller } from '../actions/notices.js';
import { ownList } from '../actions/own-list.js';
import { reader } from '../actions/reader.js';
import { newOpening, openSheet } from '../actions/sheets.js';
import { pushOpen } from '../address.js';
import { number } from '../format.js';
import { mall } from '../mall.js';
import { openFirst, withNewer } from '../newest.js';
import { problemOf, sentence } from '../refusals.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import type { ProjectSheet } from './state.js';

const mostProjects = 6;
const mostGifts = 24;
const usual = [100, 500, 1_000] as const;
const usualGift = 500;
const gift = new KeptIntent('gift');

const askingProjects = new Asking();
const askingProject = new Asking();
const earlier = new Earlier<DonationProjectDetail>(reader);

export async function loadProjects(): Promise<void> {
  const { isLast, heard: counts } = askingProjects.begin(reader());
  try {
    const { nodes } = await mall.donation.projects({ first: mostProjects });
    heard(nodes.map((project) => project.progress));
    if (!counts()) return;
    const projects = openFirst(nodes, (project) => project.progress.state === 'OPEN');
    store.update({ donations: { ...store.state.donations, awaited: false, projects } });
    followProjects();
  } catch {
    // The shelf tells of the trouble; what was shown before stays.
    if (isLast()) store.update({ donations: { ...store.state.donations, awaited: false } });
  }
}

/** Follows exactly the projects that are on the page or on the open sheet. */
function followProjects(): void {
  const { donations, sheet } = store.state;
  const opened = sheet?.kind === 'project' ? sheet.project : null;
  const ids = [...donations.projects, ...(opened === null ? [] : [opened])].map((project) => project.id);
  follow('project', ids, (id) => mall.live.donationProgress(id, heardLive, { onStatus }));
}

function heard(states: readonly DonationProgress[]): void {
  const progress = withNewer(store.state.donations.progress, states, (state) => state.projectId);
  store.update({ donations: { ...store.state.donations, progress } });
}

/** A bar that moves is for the eyes; the ears hear of milestones alone. */
function heardLive(state: DonationProgress): void {
  const { donations } = store.state;
  const before = donations.progress.get(state.projectId);
  heard([state]);
  const { lastMilestone } = state;
  if (before === undefined || lastMilestone === null) return;
  if ((before.lastMilestone?.points ?? 0) >= lastMilestone.points) return;
  const title = donations.projects.find((project) => project.id === state.projectId)?.title;
  if (title !== undefined) announce(texts().donation.announce(title, lastMilestone.title));
}

export async function openProject(handle: string): Promise<void> {
  pushOpen('project', handle);
  await showProject(handle);
}

export async function showProject(handle: string): Promise<void> {
  gift.renew();
  const project = earlier.of(handle);
  openSheet({
    kind: 'project',
    opening: newOpening(),
    handle,
    phase: 'loading',
    project,
    points: usualGift,
    otherAmount: false,
    anonymous: false,
    working: false,
    problem: null,
    receipt: null,
  });
  if (project !== null) offerUsual(project);
  await loadProject();
}

/** Fetches the open project again and keeps what was chosen. */
export async function loadProject(): Promise<void> {
  const asked = store.state.sheet;
  if (asked?.kind !== 'project') return;
  const { opening, handle } = asked;
  const { isLast, heard: counts } = askingProject.begin(reader() + handle);
  const keep = earlier.keeper();
  if (asked.phase === 'failed') changeProject(opening, { phase: 'retrying' });
  try {
    const project = await mall.donation.project({ handle });
    if (!counts()) return;
    keep(handle, project);
    if (project !== null) heard([project.progress]);
    showAnswer(handle, project, isLast());
    if (project !== null) offerUsual(project);
    followProjects();
  } catch {
    // What is shown already stays.
    if (isLast()) changeProject(opening, { phase: 'failed' });
  }
}

/** On whichever opening of its sheet is there now; one to an earlier asking does not end the wait for the last. */
function showAnswer(handle: string, project: DonationProjectDetail | null, isLast: boolean): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'project' || sheet.handle !== handle) return;
  store.update({ sheet: { ...sheet, phase: isLast ? 'ready' : sheet.phase, project } });
}

/** Adds who gave earlier to the open project's wall. */
export function moreGifts(): Promise<void> {
  return more('gifts', ({ handle, gifts }) =>
    mall.donation.gifts({ handle, first: mostGifts, after: gifts.pageInfo.endCursor }),
  );
}

export function moreNews(): Promise<void> {
  return more('news', ({ handle, news }) => mall.donation.news({ handle, after: news.pageInfo.endCursor }));
}

/** Joins the next page of a list to what is shown, unless another page of it came meanwhile. */
async function more<List extends 'gifts' | 'news'>(
  list: List,
  read: (project: DonationProjectDetail) => Promise<DonationProjectDetail[List] | null>,
): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'project' || sheet.project === null) return;
  const { opening, project } = sheet;
  try {
    const page = await read(project);
    const now = store.state.sheet;
    if (
      page === null ||
      now?.kind !== 'project' ||
      now.opening !== opening ||
      now.project?.[list] !== project[list]
    )
      return;
    const nodes = [...project[list].nodes, ...page.nodes];
    changeProject(opening, { project: { ...now.project, [list]: { ...page, nodes } } });
  } catch (error) {
    tell(sentence(error), 'bad');
  }
}

/** The most that a project takes of one gift; null without a limit. */
export function mostTaken(project: DonationProjectDetail): number | null {
  const { raised, goal } = store.state.donations.progress.get(project.id) ?? project.progress;
  return project.overFunding === 'ACCEPT' ? null : Math.max(0, goal - raised);
}

/** The amounts offered: the usual ones that the project takes, or the nearest it does. */
export function usualGifts(project: DonationProjectDetail): number[] {
  const most = mostTaken(project) ?? Infinity;
  const least = Math.min(project.least, most);
  const fitting = usual.filter((points) => points >= least && points <= most);
  return fitting.length > 0 ? fitting : [most < usual[0] ? most : least];
}

/** What is chosen must be among what is offered, unless another amount was typed. */
function offerUsual(project: DonationProjectDetail): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'project' || sheet.otherAmount) return;
  const [first, ...others] = usualGifts(project);
  if (first !== undefined && ![first, ...others].some((points) => points === sheet.points))
    chooseGift({ points: first });
}

export function chooseGift(patch: Partial<Pick<ProjectSheet, 'points' | 'otherAmount' | 'anonymous'>>): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'project' || sheet.working) return;
  changeProject(sheet.opening, { ...patch, problem: null });
}

export async function give(): Promise<void> {
  const { sheet } = store.state;
  if (sheet?.kind !== 'project' || sheet.working || sheet.project === null || sheet.points === null) return;
  const { opening, handle, points, anonymous } = sheet;
  const { customerId } = store.state;
  const tellAsker = teller();
  const asked = { projectId: sheet.project.id, points, anonymous };
  const idempotencyKey = gift.keyFor(customerId, asked);
  changeProject(opening, { working: true, problem: null });
  try {
    const { donation, progress } = await mall.donation.give({ ...asked, idempotencyKey });
    gift.decided(customerId, idempotencyKey);
    heard([progress]);
    if (changeProject(opening, { working: false, receipt: donation })) leadFocus('.gift-thanks');
    else tellAsker(texts().donation.given(number(donation.points)));
    // What was asked or read before the gift does not know of it.
    earlier.forget(handle);
    askingProject.overtake();
    await loadProject();
  } catch (error) {
    if (error instanceof RefusedError) gift.decided(customerId, idempotencyKey);
    const problem = problemOf(error);
    if (!changeProject(opening, { working: false, problem })) tellAsker(problem.text, 'bad');
  }
}

export function giveAgain(): void {
  const { sheet } = store.state;
  if (sheet?.kind !== 'project') return;
  changeProject(sheet.opening, { receipt: null });
  leadFocus('.gift-amounts [aria-pressed="true"]', '.gift-other');
}

export const ownDonations = ownList(
  (page) => mall.donation.list(page),
  (list) => ({ ...list, kind: 'donations' }),
  (sheet) => (sheet?.kind === 'donations' ? sheet : null),
);

/** Whether it could be shown: the sheet may have been closed meanwhile, and opened anew. */
function changeProject(opening: string, patch: Partial<ProjectSheet>): boolean {
  const { sheet } = store.state;
  if (sheet?.kind !== 'project' || sheet.opening !== opening) return false;
  store.update({ sheet: { ...sheet, ...patch } });
  return true;
}
