import { html, nothing, type TemplateResult } from 'lit/html.js';
import { cartSheet } from './cart-sheet.js';
import { checkoutSheet } from './checkout-sheet.js';
import { exchangesSheet } from './exchanges-sheet.js';
import { heldSheet } from './held-sheet.js';
import { icon } from './icons.js';
import { membersSheet } from './members-sheet.js';
import { notice } from './notice.js';
import { rewardSheet } from './reward-sheet.js';
import { spoken } from './spoken.js';
import { statementSheet } from './statement-sheet.js';
import { wallSheet } from '../achievement/wall.js';
import { pledgesSheet } from '../crowdfunding/pledges.js';
import { poolSheet } from '../crowdfunding/sheet.js';
import { donationsSheet } from '../donation/receipt.js';
import { projectSheet } from '../donation/sheet.js';
import { tierSheet } from '../tier/sheet.js';
import { noticesSheet } from '../notice/bell.js';
import { ballotsSheet } from '../voting/ballots.js';
import { campaignSheet } from '../voting/sheet.js';
import { closeSheet } from '../actions/sheets.js';
import { store, type Phase, type Sheet } from '../state.js';
import { texts } from '../texts.js';

/** A sheet from below on a phone, a dialog in the middle of a wide screen; the browser keeps the focus inside. */
export function sheet(): TemplateResult {
  const { sheet } = store.state;
  return html`<dialog
    class="sheet"
    data-kind=${sheet?.kind ?? ''}
    data-testid="sheet"
    aria-labelledby="sheet-title"
    @cancel=${(event: Event) => {
      event.preventDefault();
      closeSheet();
    }}
    @click=${(event: Event) => {
      if (event.target === event.currentTarget) closeSheet();
    }}
  >
    ${
      sheet === null
        ? nothing
        : html`<div class="sheet-inner">
            <button
              class="round sheet-close"
              type="button"
              data-testid="sheet-close"
              aria-label=${texts().reward.close}
              @click=${closeSheet}
            >
              ${icon('close')}
            </button>
            ${content(sheet)} ${notice()}
          </div>`
    }
    ${spoken()}
  </dialog>`;
}

type SheetOf<Kind extends Sheet['kind']> = Extract<Sheet, { kind: Kind }>;

const sheets: { [Kind in Sheet['kind']]: (sheet: SheetOf<Kind>) => TemplateResult } = {
  reward: rewardSheet,
  checkout: checkoutSheet,
  exchanges: exchangesSheet,
  statement: statementSheet,
  held: heldSheet,
  project: projectSheet,
  donations: donationsSheet,
  pledges: pledgesSheet,
  ballots: ballotsSheet,
  notices: noticesSheet,
  achievements: wallSheet,
  vote: campaignSheet,
  pool: poolSheet,
  tier: tierSheet,
  cart: cartSheet,
  members: membersSheet,
};

function content<Kind extends Sheet['kind']>(sheet: SheetOf<Kind>): TemplateResult {
  const kind: Kind = sheet['kind'];
  return sheets[kind](sheet);
}

let shown = '';

/** After each drawing: open or close the real dialog, and lead the focus to what is new on it. */
export function settleSheet(root: HTMLElement): void {
  const dialog = root.querySelector<HTMLDialogElement>('dialog.sheet');
  if (dialog === null) return;
  const { sheet } = store.state;
  if (sheet === null) {
    shown = '';
    if (dialog.open) close(dialog, root);
    return;
  }
  if (!dialog.open) dialog.showModal();
  settleScrollers(dialog);
  const now = nameOf(sheet);
  if (now === shown) return;
  shown = now;
  const scroller = dialog.querySelector('.sheet-scroll');
  if (scroller !== null) scroller.scrollTop = 0;
  dialog.querySelector<HTMLElement>('#sheet-title')?.focus({ preventScroll: true });
}

/** Closing, unlike removing, hands the focus back to what had it before; who came by a link begins at the top of the page. */
function close(dialog: HTMLDialogElement, root: HTMLElement): void {
  dialog.close();
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body)
    root.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
}

const reachable = 'a[href], :is(button, input, select, textarea):enabled, [tabindex="0"]';

/** What scrolls and has nothing that the keyboard could go to must be gone to itself, or its end stays out of reach. */
function settleScrollers(dialog: HTMLDialogElement): void {
  for (const area of dialog.querySelectorAll<HTMLElement>('.sheet-scroll, .reward-text')) {
    const scrolls = area.scrollHeight > area.clientHeight && getComputedStyle(area).overflowY === 'auto';
    if (scrolls && area.querySelector(reachable) === null) {
      area.tabIndex = 0;
      area.setAttribute('role', 'group');
      area.setAttribute('aria-labelledby', 'sheet-title');
    } else if (area !== document.activeElement) {
      for (const name of ['tabindex', 'role', 'aria-labelledby']) area.removeAttribute(name);
    }
  }
}

function nameOf(sheet: Sheet): string {
  // What is there already is the same while it is asked for again.
  const opened = openedOn(sheet);
  if (opened !== null) return `${sheet.kind} ${opened.handle} ${opened.isThere ? 'there' : opened.phase}`;
  if (sheet.kind === 'checkout') return `checkout ${sheet.exchange?.state ?? ''}`;
  // One of them is another sheet than all of them.
  if (sheet.kind === 'exchanges') return `exchanges ${sheet.only ?? ''}`;
  return sheet.kind;
}

function openedOn(sheet: Sheet): { handle: string; phase: Phase; isThere: boolean } | null {
  if (sheet.kind === 'reward') return { ...sheet, isThere: sheet.reward !== null };
  if (sheet.kind === 'project') return { ...sheet, isThere: sheet.project !== null };
  if (sheet.kind === 'vote') return { ...sheet, isThere: sheet.campaign !== null };
  return sheet.kind === 'pool' ? { ...sheet, isThere: sheet.pool !== null } : null;
}
