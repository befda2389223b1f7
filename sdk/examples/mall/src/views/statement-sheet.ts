import { html, type TemplateResult } from 'lit/html.js';
import { ownListSheet } from './own-list.js';
import { lead, type Way } from './lead.js';
import { openExchange, ownStatement } from '../actions/lists.js';
import { openPool } from '../crowdfunding/actions.js';
import { openProject } from '../donation/actions.js';
import { lastDay, moment, number, signed } from '../format.js';
import { store, type StatementSheet } from '../state.js';
import { texts } from '../texts.js';
import type { StatementEntry } from '../types.js';
import { openCampaign } from '../voting/actions.js';

export function statementSheet(sheet: StatementSheet): TemplateResult {
  const { statement: title, ledger } = texts();
  const words = { title, empty: ledger.empty, emptyText: ledger.emptyText };
  const above = soon();
  return ownListSheet(sheet, ownStatement, words, lines, above === null ? {} : { above });
}

function lines(entries: readonly StatementEntry[]): TemplateResult {
  return html`<ul class="ledger">
    ${entries.map((entry) => html`<li>${line(entry)}</li>`)}
  </ul>`;
}

function soon(): TemplateResult | null {
  const { balance } = store.state;
  if (balance === null || balance.expiringSoon <= 0 || balance.expiringSoonAt === null) return null;
  return html`<p class="hint warm">
    ${texts().expiring(number(balance.expiringSoon), lastDay(balance.expiringSoonAt))}
  </p>`;
}

function line(entry: StatementEntry): TemplateResult {
  const words = texts().ledger;
  return html`<div class="ledger-line" data-testid="statement-entry" data-entry=${entry.id}>
    <span class="line-text">
      ${lead(entry.description, leadsTo(entry))}
      <time class="faint" datetime=${entry.at}>${moment(entry.at)}</time>
    </span>
    <span class="ledger-amount">
      <strong class="figure" data-sign=${entry.amount < 0 ? 'out' : 'in'}>${signed(entry.amount)}</strong>
      <span class="faint">${words.balanceAfter(number(entry.balanceAfter))}</span>
    </span>
  </div>`;
}

/** Where what the points moved for can be seen; an order stands in the brand's own shop. */
function leadsTo({ id, subject }: StatementEntry): Way {
  if (subject === null) return null;
  if (subject['__typename'] === 'Exchange') return () => openExchange(subject.id, id);
  if (subject['__typename'] === 'Donation') return () => openProject(subject.project.handle);
  if (subject['__typename'] === 'Ballot') return () => openCampaign(subject.campaign.handle);
  return subject['__typename'] === 'Pool' ? () => openPool(subject.handle) : null;
}
