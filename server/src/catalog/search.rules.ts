/** What a reward can be found by, the most telling first. */
export interface SearchTexts {
  /** Titles in every language. */
  title: readonly string[];
  /** Tags, category titles, SKUs, options. */
  labels: readonly string[];
  /** Summaries and descriptions in every language. */
  body: readonly string[];
}

interface Run {
  script: 'cjk' | 'word';
  text: string;
}

const cjk = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〇`;
const runs = new RegExp(String.raw`([${cjk}]+)|((?:(?![${cjk}])[\p{L}\p{N}\p{M}])+)`, 'gu');

// PostgreSQL refuses lexemes beyond 2 KB and tsvectors beyond 1 MB.
const longestWord = 64;
const mostTokensOfField = 5_000;
const mostTermsOfQuery = 32;

/** The words of a text: single characters and pairs of neighbours in Chinese, lower-cased words elsewhere. */
export function tokens(text: string): Set<string> {
  const found = new Set<string>();
  for (const run of runsOf(text)) {
    if (found.size >= mostTokensOfField) break;
    if (run.script === 'word') {
      found.add(run.text);
      continue;
    }
    const characters = Array.from(run.text);
    for (const character of characters) found.add(character);
    for (const pair of pairs(characters)) found.add(pair);
  }
  return found;
}

/** The text of a tsvector: titles weigh A, labels B, body C. */
export function searchVector(texts: SearchTexts): string {
  const positions = new Map<string, string[]>();
  const weigh = (parts: readonly string[], position: string) => {
    const all = new Set(parts.flatMap((part) => [...tokens(part)]));
    for (const token of [...all].slice(0, mostTokensOfField)) {
      positions.set(token, [...(positions.get(token) ?? []), position]);
    }
  };
  weigh(texts.title, '1A');
  weigh(texts.labels, '2B');
  weigh(texts.body, '3C');
  return [...positions].map(([token, at]) => `${quoted(token)}:${at.join(',')}`).join(' ');
}

/** What a query wants: a whole token, or any word that begins so. */
export interface Term {
  token: string;
  beginning: boolean;
}

/** Every term that must be found: neighbouring characters in Chinese, beginnings of words elsewhere. */
export function searchTerms(query: string): Term[] {
  const terms = new Map<string, Term>();
  for (const run of runsOf(query)) {
    if (run.script === 'word') {
      terms.set(`${run.text}:`, { token: run.text, beginning: true });
      continue;
    }
    const characters = Array.from(run.text);
    for (const token of characters.length === 1 ? characters : pairs(characters)) {
      terms.set(token, { token, beginning: false });
    }
  }
  return [...terms.values()].slice(0, mostTermsOfQuery);
}

/** The text of a tsquery for one term. */
export function termQuery({ token, beginning }: Term): string {
  return beginning ? `${quoted(token)}:*` : quoted(token);
}

function* runsOf(text: string): Generator<Run> {
  for (const match of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (match[1] !== undefined) yield { script: 'cjk', text: match[1] };
    const word = match[2] === undefined ? '' : withoutAccents(match[2]);
    if (word !== '') yield { script: 'word', text: word };
  }
}

/** "café" and "cafe" are the same word to whoever types it. */
function withoutAccents(word: string): string {
  const plain = word.normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC');
  return Array.from(plain).slice(0, longestWord).join('');
}

function pairs(characters: readonly string[]): string[] {
  return characters.slice(1).map((second, at) => `${characters[at] ?? ''}${second}`);
}

/** Tokens hold only letters and digits, so that no input can reach beyond these quotes. */
function quoted(token: string): string {
  return `'${token}'`;
}
