import type { Notice } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { openPool } from '../crowdfunding/actions.js';
import { openProject } from '../donation/actions.js';
import { moment } from '../format.js';
import { store, type ListSheet } from '../state.js';
import { texts } from '../texts.js';
import { openTier } from '../tier/actions.js';
import { icon } from '../views/icons.js';
import { lead, type Way } from '../views/lead.js';
import { ownListSheet } from '../views/own-list.js';
import { openCampaign } from '../voting/actions.js';
import { ownNotices } from './actions.js';
import type { Told } from './fresh.js';

export type NoticesSheet = ListSheet<'notices', Told>;

/** For members only; the number is of what they have not read yet. */
export function bell(): TemplateResult | typeof nothing {
  const { customerId, unread } = store.state;
  if (customerId === null) return nothing;
  const count = unread?.count ?? 0;
  return html`<button
    class="round"
    type="button"
    data-testid="notices"
    aria-label=${texts().notice.open(count)}
    @click=${() => void ownNotices.open()}
  >
    ${icon('bell')}${count > 0 ? html`<span class="dot">${count > 99 ? '99+' : count}</span>` : nothing}
  </button>`;
}

export function noticesSheet(sheet: NoticesSheet): TemplateResult {
  return ownListSheet(
    sheet,
    ownNotices,
    texts().notice,
    (notices) =>
      html`<ul class="told">
        ${notices.map(
          ({ kind, message, at, subject, isNew }) =>
            html`<li data-testid="told">
              <span class="told-mark" data-kind=${kind} aria-hidden="true">${icon(marks[kind])}</span>
              <span class="line-text">
                ${lead(isNew ? news(message) : message, kind === 'TIER_RULES' ? openTier : leadsTo(subject))}
                <time class="faint" datetime=${at}>${moment(at)}</time>
              </span>
            </li>`,
        )}
      </ul>`,
    { leading: 'together' },
  );
}

/** The word stands in what is told, so that whoever hears the button hears it, too. */
function news(message: string): TemplateResult {
  return html`<span class="badge">${texts().notice.isNew}</span> ${message}`;
}

/** Where what a notice tells of can be seen. */
function leadsTo(subject: Notice['subject']): Way {
  if (subject === null) return null;
  if (subject['__typename'] === 'Member') return openTier;
  if (subject['__typename'] === 'VoteCampaign') return () => openCampaign(subject.handle);
  if (subject['__typename'] === 'DonationProject') return () => openProject(subject.handle);
  if (subject['__typename'] === 'DonationNews') return newsOf(subject.project?.handle);
  return subject['__typename'] === 'Pool' ? () => openPool(subject.handle) : null;
}

function newsOf(handle: string | undefined): Way {
  return handle === undefined ? null : () => openProject(handle);
}

const marks = {
  TIER_RAISED: 'star',
  TIER_SPRINT: 'clock',
  TIER_DROPPED: 'star',
  TIER_RULES: 'clock',
  TIER_UNDONE: 'star',
  VOTE_WON: 'check',
  BIRTHDAY_GIFT: 'gift',
  DONATION_SETTLED: 'heart',
  DONATION_NEWS: 'heart',
  POOL_SUCCEEDED: 'check',
  POOL_FAILED: 'clock',
  POOL_CANCELLED: 'close',
  POOL_WON: 'gift',
} as const;
