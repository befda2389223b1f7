import { backdrops, type BackdropName } from './backdrops.js';
import type { EmblemName } from './emblems.js';
import { motifs, type MotifName } from './motifs.js';
import { palettes, type PaletteName } from './palettes.js';
import { placed, rect } from './shapes.js';

/** How a reward is drawn: what good, in which colours, before what, and with which sign on it. */
export type Picture = {
  readonly motif: MotifName;
  readonly palette: PaletteName;
  readonly backdrop: BackdropName;
  readonly sign: EmblemName;
};

/** What `renderPicture` needs of a reward. */
export type Pictured = {
  readonly handle: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly picture: Picture;
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (words: string) => words.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** The picture of a reward: a square SVG of 600 × 600 that needs nothing else; the same reward always gives the same bytes. */
export function renderPicture(reward: Pictured): string {
  const { motif, palette, backdrop, sign } = reward.picture;
  const colours = palettes[palette];
  // Pages may hold many of these inline, so the gradient's id must not repeat.
  const light = `light-${reward.handle}`;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600" role="img">',
    `<title>${escaped(`${reward.title.zh} · ${reward.title.en}`)}</title>`,
    `<defs><radialGradient id="${light}" cx="34%" cy="22%" r="90%"><stop offset="0" stop-color="${colours.glow}"/>`,
    `<stop offset="1" stop-color="${colours.ground}"/></radialGradient></defs>`,
    rect(0, 0, 600, 600, 0, `url(#${light})`),
    backdrops[backdrop](colours),
    // Motifs are drawn with air around them; on a phone's small tile they should come closer.
    placed('translate(-36 -56) scale(1.12)', motifs[motif](colours, sign)),
    '</svg>',
  ].join('');
}
