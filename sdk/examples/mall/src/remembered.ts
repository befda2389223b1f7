import { publishableKey } from './demo.js';
import { isKeptLine, type KeptLine } from './kept-line.js';
import type { LanguageCode } from './types.js';
import { isUndecided, type Undecided } from './undecided.js';

const memberKey = `jifen.member.${publishableKey}`;
const drawKey = `jifen.draw.${publishableKey}`;
const cartKey = `jifen.cart.${publishableKey}`;
const undecidedKey = `jifen.undecided.${publishableKey}`;
const languageKey = 'jifen.language';

/** What this browser keeps between visits: who was signed in and which language was read. */
export const remembered = {
  member: (): string | null => read(memberKey),
  keepMember: (customerId: string | null): void => write(memberKey, customerId),
  /** The fingerprint of a draw as it was when this browser first saw its pool open; a later one is never taken for it. */
  fingerprint: (poolId: string): string | null => read(`${drawKey}.${poolId}`),
  keepFingerprint: (poolId: string, hash: string): void => {
    const name = `${drawKey}.${poolId}`;
    if (read(name) === null) write(name, hash);
  },
  /** What a member has in the cart; nobody else's is ever read. */
  cart: (customerId: string): readonly KeptLine[] => readList(`${cartKey}.${customerId}`).filter(isKeptLine),
  keepCart: (customerId: string, lines: readonly KeptLine[]): void =>
    write(`${cartKey}.${customerId}`, lines.length === 0 ? null : JSON.stringify(lines)),
  isCartOf: (customerId: string, key: string | null): boolean => key === `${cartKey}.${customerId}`,
  /** What a member has sent whose answer has not come yet. */
  undecided: (name: string, customerId: string): Undecided | null => {
    const kept = parsed(read(`${undecidedKey}.${name}.${customerId}`));
    return isUndecided(kept) ? kept : null;
  },
  keepUndecided: (name: string, customerId: string, asked: Undecided | null): void =>
    write(`${undecidedKey}.${name}.${customerId}`, asked === null ? null : JSON.stringify(asked)),
  language(): LanguageCode {
    const wanted =
      new URLSearchParams(location.search).get('lang') ?? read(languageKey) ?? navigator.language;
    return wanted.startsWith('zh') ? 'zh' : 'en';
  },
  keepLanguage: (language: LanguageCode): void => write(languageKey, language),
};

/** Private windows may refuse storage altogether, and a full one does; the mall then remembers for as long as the page lives. */
const unstored = new Map<string, string>();

function read(key: string): string | null {
  try {
    return unstored.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

function readList(key: string): readonly unknown[] {
  const kept = parsed(read(key));
  return Array.isArray(kept) ? kept : [];
}

function parsed(kept: string | null): unknown {
  try {
    return JSON.parse(kept ?? 'null');
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  unstored.delete(key);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    if (value !== null) unstored.set(key, value);
  }
}
