const longest = 200_000;

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  copy: '©',
  reg: '®',
  trade: '™',
  times: '×',
  deg: '°',
};

/** What a piece of HTML says, as plain text with line breaks. */
export function plainText(html: string): string {
  return decodeEntities(
    withoutHidden(html.slice(0, longest))
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/<li\b[^<>]*>/gi, '\n• ')
      .replaceAll(/<br\b[^<>]*>|<\/(?:p|div|ul|ol|h[1-6]|tr|table|blockquote)\s*>/gi, '\n')
      .replaceAll(/<[a-z!/][^<>]*>/gi, ''),
  )
    .replaceAll(/[ \t\u00A0]*\n[ \t\u00A0]*/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .replaceAll(/[ \t\u00A0]{2,}/g, ' ')
    .trim();
}

const longestSummary = 120;

/** The first sentence or so, to stand under a title. */
export function firstSentence(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  const sentence = /^.+?(?:[。！？]|[.!?](?=\s|$))/u.exec(line)?.[0] ?? line;
  const characters = Array.from(sentence.trim());
  return characters.length <= longestSummary
    ? characters.join('')
    : `${characters.slice(0, longestSummary - 1).join('')}…`;
}

/** Scripts, styles and comments are not part of what is said; cut in one pass, however broken the markup. */
function withoutHidden(html: string): string {
  let kept = '';
  let at = 0;
  for (const opening of html.matchAll(/<(script|style)\b|<!--/gi)) {
    if (opening.index < at) continue;
    kept += html.slice(at, opening.index);
    const ending = opening[1] === undefined ? '-->' : `</${opening[1].toLowerCase()}`;
    const end = html.toLowerCase().indexOf(ending, opening.index);
    if (end === -1) return kept;
    const close = html.indexOf('>', end);
    at = close === -1 ? html.length : close + 1;
  }
  return kept + html.slice(at);
}

function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
    const possible = code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff);
    return possible ? String.fromCodePoint(code) : whole;
  });
}
