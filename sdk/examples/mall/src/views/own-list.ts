import { html, nothing, type TemplateResult } from 'lit/html.js';
import { listSkeleton } from './exchanges-sheet.js';
import { notRefreshed } from './not-refreshed.js';
import { message } from './shelf.js';
import type { OwnList } from '../actions/own-list.js';
import { closeSheet, closeSheetAt } from '../actions/sheets.js';
import type { List } from '../state.js';
import { texts } from '../texts.js';

interface Words {
  readonly title: string;
  readonly empty: string;
  readonly emptyText: string;
}

/** Where somebody with an empty list finds what would fill it. */
export type Leading = 'rewards' | 'together';

/** A sheet with a list of the member's own. */
export function ownListSheet<Item>(
  list: List<Item>,
  { more: next, again }: OwnList,
  words: Words,
  shown: (items: readonly Item[]) => TemplateResult,
  more: { readonly above?: TemplateResult; readonly leading?: Leading } = {},
): TemplateResult {
  return html`${list.items.length > 0 ? notRefreshed(list.phase, again) : nothing}
    <h2 id="sheet-title" class="sheet-title" tabindex="-1">${words.title}</h2>
    <div class="sheet-scroll padded">
      ${more.above ?? nothing} ${body(list, { more: next, again }, words, shown, more.leading ?? 'rewards')}
    </div>`;
}

function body<Item>(
  list: List<Item>,
  { more, again }: Pick<OwnList, 'more' | 'again'>,
  words: Words,
  shown: (items: readonly Item[]) => TemplateResult,
  leading: Leading,
): TemplateResult {
  const { trouble, shelf, cart, ledger, seeTogether } = texts();
  const isAwaited = list.phase === 'loading' || list.phase === 'retrying';
  if (isAwaited && list.items.length === 0) return listSkeleton();
  if (list.phase === 'failed' && list.items.length === 0) {
    return message(trouble.listFailed, shelf.failedText, shelf.retry, () => void again());
  }
  if (list.items.length === 0) {
    return leading === 'together'
      ? message(words.empty, words.emptyText, seeTogether, () => closeSheetAt('.together'))
      : message(words.empty, words.emptyText, cart.browse, closeSheet);
  }
  return html`${shown(list.items)}
  ${
    list.nextCursor === null
      ? nothing
      : html`<button class="button wide" type="button" @click=${() => void more()}>${ledger.more}</button>`
  }`;
}
