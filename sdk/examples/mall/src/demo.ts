import { isRecord } from './is-record.js';
import type { LanguageCode } from './types.js';

/** A ready-made customer of the demo brand; a real brand signs its own customers in instead. */
export interface DemoMember {
  readonly customerId: string;
  readonly displayName: Readonly<Record<LanguageCode, string>>;
  readonly note: Readonly<Record<LanguageCode, string>>;
}

const parameters = new URLSearchParams(location.search);

export const endpoint = location.origin;
export const publishableKey = parameters.get('key') ?? 'pk_demo';

/** Empty when the server runs without its demo: the mall can then only be browsed. */
export async function demoMembers(): Promise<readonly DemoMember[]> {
  try {
    const response = await fetch(`${endpoint}/demo/members`, { headers: { 'X-Jifen-Key': publishableKey } });
    if (!response.ok) return [];
    const answer: unknown = await response.json();
    return Array.isArray(answer) ? answer.filter(isDemoMember) : [];
  } catch {
    return [];
  }
}

/** What a brand's own backend does with its secret key: a short-lived token; null for a customer it does not know. */
export async function demoToken(customerId: string): Promise<string | null> {
  const response = await fetch(`${endpoint}/demo/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-Jifen-Key': publishableKey },
    body: JSON.stringify({ customerId }),
  });
  if (response.status >= 400 && response.status < 500 && response.status !== 429) return null;
  if (!response.ok) throw new Error(`The demo gave no token (${response.status}).`);
  const answer: unknown = await response.json();
  if (isRecord(answer) && typeof answer['token'] === 'string') return answer['token'];
  throw new Error('The demo answered without a token.');
}

function isBilingual(value: unknown): value is Record<LanguageCode, string> {
  return isRecord(value) && typeof value['zh'] === 'string' && typeof value['en'] === 'string';
}

function isDemoMember(value: unknown): value is DemoMember {
  return (
    isRecord(value) &&
    typeof value['customerId'] === 'string' &&
    isBilingual(value['displayName']) &&
    isBilingual(value['note'])
  );
}
