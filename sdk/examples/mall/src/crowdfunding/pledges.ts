import type { PledgePage } from '@jifen/sdk';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ownList } from '../actions/own-list.js';
import { moment, number } from '../format.js';
import { mall } from '../mall.js';
import type { ListSheet } from '../state.js';
import { texts } from '../texts.js';
import { coin } from '../views/icons.js';
import { ownListSheet } from '../views/own-list.js';
import { openPool } from './actions.js';

type OwnPledge = PledgePage['nodes'][number];
export type PledgesSheet = ListSheet<'pledges', OwnPledge>;

export const ownPledges = ownList(
  (page) => mall.crowdfunding.list(page),
  (list) => ({ ...list, kind: 'pledges' }),
  (sheet) => (sheet?.kind === 'pledges' ? sheet : null),
);

export function pledgesSheet(sheet: PledgesSheet): TemplateResult {
  return ownListSheet(
    sheet,
    ownPledges,
    texts().crowdfunding.own,
    (pledges) =>
      html`<ul class="slips">
        ${pledges.map((pledge) => html`<li class="slip" data-testid="own-pledge">${item(pledge)}</li>`)}
      </ul>`,
    { leading: 'together' },
  );
}

function item({ pool, points, number: drawn, state, allotted, createdAt }: OwnPledge): TemplateResult {
  const words = texts().crowdfunding;
  return html`<button class="line-link" type="button" @click=${() => void openPool(pool.handle)}>
      ${pool.title}
    </button>
    <p class="slip-points">
      ${coin}<strong class="figure">${number(points)}</strong>
      <span class="faint">${words.own.state[state]}</span>
      ${allotted ? html`<span class="badge">${words.allotted}</span>` : nothing}
    </p>
    <p class="faint">
      <time datetime=${createdAt}>${moment(createdAt)}</time> · ${words.own.number(drawn)}
    </p>`;
}
