import { html, nothing, type TemplateResult } from 'lit/html.js';
import { initial } from './header.js';
import { chooseMember } from '../actions/sign-in.js';
import { store } from '../state.js';
import { texts } from '../texts.js';

export function membersSheet(): TemplateResult {
  const { demoMembers, demoMembersAwaited, customerId, language } = store.state;
  const words = texts().members;
  const none = demoMembersAwaited ? words.awaited : words.none;
  return html`<h2 id="sheet-title" class="sheet-title" tabindex="-1">${words.title}</h2>
    <div class="sheet-scroll padded">
      <p class="faint" role="status" data-testid="members-told">
        ${demoMembers.length === 0 ? none : words.hint}
      </p>
      <ul class="people">
        ${demoMembers.map((member) =>
          person(
            member.customerId,
            member.displayName[language],
            member.note[language],
            member.customerId === customerId,
          ),
        )}
        ${person(null, words.guest, words.guestNote, customerId === null)}
      </ul>
    </div>`;
}

function person(customerId: string | null, name: string, note: string, current: boolean): TemplateResult {
  return html`<li>
    <button
      class="person"
      type="button"
      data-testid=${customerId === null ? 'member-none' : `member-${customerId}`}
      aria-current=${current ? 'true' : 'false'}
      @click=${() => void chooseMember(customerId)}
    >
      <span class="person-mark" aria-hidden="true">${customerId === null ? '–' : initial(name)}</span>
      <span class="person-text"><strong>${name}</strong><span class="faint">${note}</span></span>
      ${current ? html`<span class="badge">${texts().members.current}</span>` : nothing}
    </button>
  </li>`;
}
