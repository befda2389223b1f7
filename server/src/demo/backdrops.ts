import { disc, faint, line, oval, type Palette, rect, ring, shape } from './shapes.js';

type Backdrop = (c: Palette) => string;

const table = (c: Palette) =>
  rect(0, 440, 600, 160, 0, c.shade) + faint(0.2, rect(0, 440, 600, 3, 0, c.light));

const confetti = (c: Palette, spots: readonly (readonly [number, number, number])[]) =>
  spots.map(([x, y, r], index) => faint(0.7, disc(x, y, r, index % 2 === 0 ? c.light : c.accent))).join('');

/** What lies behind the object: the first five have a table to stand on, the others let it float. */
export const backdrops = {
  sun: (c) => faint(0.65, disc(300, 300, 215, c.shade)) + table(c),
  arch: (c) =>
    shape('M110 440 V270 A190 190 0 0 1 490 270 V440 Z', c.shade) +
    faint(0.55, shape('M134 440 V270 A166 166 0 0 1 466 270 V440 Z', c.glow)) +
    table(c),
  window: (c) =>
    faint(
      0.6,
      shape('M40 440 L150 60 H300 L190 440 Z', c.light),
      shape('M222 440 L332 60 H452 L342 440 Z', c.light),
    ) + table(c),
  plinth: (c) =>
    faint(0.5, disc(420, 190, 120, c.shade)) +
    shape('M90 478 V600 H510 V478 Z', c.shade) +
    faint(0.08, shape('M400 478 V600 H510 V478 Z', c.ink)) +
    oval(300, 478, 210, 34, c.glow),
  hills: (c) =>
    disc(450, 150, 54, c.light) +
    faint(0.55, shape('M0 380 C120 280 230 340 330 330 C450 316 520 250 600 290 V600 H0 Z', c.shade)) +
    table(c),
  blob: (c) =>
    shape(
      'M300 62 C430 50 548 150 544 290 C540 440 452 548 306 544 C160 540 52 446 58 300 C64 160 170 74 300 62 Z',
      c.shade,
    ),
  rings: (c) => [270, 215, 160].map((r) => faint(0.75, ring(300, 300, r, c.shade, 22))).join(''),
  rays: (c) =>
    faint(
      0.6,
      ...[0, 45, 90, 135, 180, 225, 270, 315].map(
        (angle) =>
          `<path transform="rotate(${angle} 300 300)" d="M300 300 L220 -160 H380 Z" fill="${c.shade}"/>`,
      ),
    ),
  confetti: (c) =>
    faint(0.7, disc(300, 300, 232, c.shade)) +
    confetti(c, [
      [70, 96, 12],
      [120, 200, 7],
      [520, 90, 15],
      [474, 170, 7],
      [540, 430, 11],
      [66, 452, 14],
      [130, 530, 8],
      [470, 536, 9],
    ]),
  waves: (c) =>
    faint(
      0.8,
      ...[90, 190, 290, 390, 490].map((y) =>
        line(`M-20 ${y} q55 -46 110 0 t110 0 t110 0 t110 0 t110 0 t110 0`, c.shade, 20),
      ),
    ),
} satisfies Record<string, Backdrop>;

export type BackdropName = keyof typeof backdrops;
