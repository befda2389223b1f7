import type { Achievement } from '@jifen/sdk';
import { html, type TemplateResult } from 'lit/html.js';
import { ownList } from '../actions/own-list.js';
import { calendarDate, number } from '../format.js';
import { mall } from '../mall.js';
import type { ListSheet } from '../state.js';
import { texts } from '../texts.js';
import { ownListSheet } from '../views/own-list.js';
import { progressBar } from '../views/progress-bar.js';
import { emblem } from './emblem.js';

export type WallSheet = ListSheet<'achievements', Achievement>;

/** The whole wall comes at once. */
const wholly = { hasNextPage: false, endCursor: null };

export const ownWall = ownList(
  async () => {
    const nodes = await mall.achievements();
    return nodes === null ? null : { nodes, pageInfo: wholly };
  },
  (list) => ({ ...list, kind: 'achievements' }),
  (sheet) => (sheet?.kind === 'achievements' ? sheet : null),
);

export function wallSheet(sheet: WallSheet): TemplateResult {
  return ownListSheet(sheet, ownWall, texts().achievement, wall);
}

function wall(awards: readonly Achievement[]): TemplateResult {
  const words = texts().achievement;
  const earned = awards.filter(({ earnedOn }) => earnedOn !== null);
  return html`<p class="faint" data-testid="wall-earned">
      ${words.earned(number(earned.length), number(awards.length))}
    </p>
    <ul class="wall">
      ${awards.map(
        (award) =>
          html`<li
            class="award"
            data-testid=${`award-${award.key}`}
            data-kind=${award.kind}
            ?data-earned=${award.earnedOn !== null}
            ?data-next=${award.next}
          >
            ${emblem(award)}
            <strong>${award.title}</strong>
            <span class="faint">${award.description}</span>
            ${foot(award)}
          </li>`,
      )}
    </ul>`;
}

function foot({ key, kind, title, earnedOn, progress }: Achievement): TemplateResult {
  const words = texts().achievement;
  if (earnedOn !== null) {
    return html`<time class="award-date" datetime=${earnedOn}
      >${words.on(calendarDate(earnedOn, 'medium'))}</time
    >`;
  }
  const text = words.said[kind](number(progress.done), number(progress.of));
  return html`<span class="award-way">
    ${progressBar({
      value: progress.done,
      most: progress.of,
      label: words.progress(title),
      text,
      testId: `award-progress-${key}`,
    })}<span class="faint" aria-hidden="true">${text}</span>
  </span>`;
}
