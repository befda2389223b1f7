import type { DonationProgress, DonationProjectSummary } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { number } from '../format.js';
import { store } from '../state.js';
import { texts } from '../texts.js';
import { countUp } from '../views/count-up.js';
import { progressBar } from '../views/progress-bar.js';
import { picture } from '../views/reward-card.js';
import { titleLink } from '../views/title-link.js';
import { openProject } from './actions.js';

export function projectCards(): TemplateResult[] {
  return store.state.donations.projects.map((project) => card(project));
}

export function newestProgress(project: DonationProjectSummary): DonationProgress {
  return store.state.donations.progress.get(project.id) ?? project.progress;
}

function card(project: DonationProjectSummary): TemplateResult {
  const { handle, title } = project;
  const progress = newestProgress(project);
  return html`<article class="card cause" data-testid=${`project-card-${handle}`}>
    <div class="cause-picture">${picture(project, true)}</div>
    <div class="cause-text">
      ${stateBadge(progress)} ${titleLink({ kind: 'project', handle }, title, openProject)}
      ${bar(project, `project-bar-${handle}`)} ${figures(progress)}
      <p class="faint cause-next">${nextStep(progress)}</p>
    </div>
  </article>`;
}

export function stateBadge({ state, raised, goal }: DonationProgress): TemplateResult | typeof nothing {
  const words = texts().donation;
  const text = state === 'CLOSED' && raised >= goal ? words.full : words.state[state];
  return text === '' ? nothing : html`<span class="badge">${text}</span>`;
}

export function bar(project: DonationProjectSummary, testId: string): TemplateResult {
  const words = texts().donation;
  const { raised, goal, percent } = newestProgress(project);
  return progressBar({
    value: raised,
    most: goal,
    label: words.progress(project.title),
    text: words.said(`${number(percent)}%`, number(raised), number(goal)),
    testId,
    marks: project.milestones.map(({ points }) => ({ value: points, reached: points <= raised })),
  });
}

/** Told to the ears by the bar. */
export function figures({ raised, goal, donors }: DonationProgress): TemplateResult {
  const words = texts().donation;
  return html`<p class="cause-figures" aria-hidden="true">
    <span>${countUp(raised, (shown) => words.raised(number(shown), number(goal)))}</span>
    <span class="faint">${words.donors(number(donors))}</span>
  </p>`;
}

export function nextStep({ state, raised, nextMilestone, lastMilestone }: DonationProgress): string {
  const words = texts().donation;
  if (nextMilestone !== null && state === 'OPEN')
    return words.next(number(nextMilestone.points - raised), nextMilestone.title);
  return lastMilestone === null ? '' : words.reached(lastMilestone.title);
}
