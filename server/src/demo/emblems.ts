import { disc, line, oval, placed, rect, ring, shape } from './shapes.js';

/** A small sign drawn around the origin, about 80 units across: `ink` is the sign, `paper` what lies under it. */
type Emblem = (ink: string, paper: string) => string;

const ray = (angle: number, ink: string) => placed(`rotate(${angle})`, line('M0 -32 V-42', ink, 7));

export const emblems = {
  bird: (ink, paper) =>
    shape(
      'M-46 36 L-28 10 C-34 -20 -8 -36 12 -26 C22 -40 46 -32 44 -12 L58 -6 L43 2 C40 28 10 38 -12 28 Z',
      ink,
    ) +
    shape('M-22 8 C-10 -6 8 -4 16 8 C6 22 -12 22 -22 8 Z', paper) +
    disc(30, -15, 4.5, paper),
  bean: (ink, paper) =>
    placed('rotate(32)', oval(0, 0, 26, 38, ink), line('M2 -35 C-16 -14 16 12 -2 35', paper, 6)),
  cup: (ink) =>
    shape('M-32 -12 H24 V8 C24 26 12 34 -4 34 C-20 34 -32 26 -32 8 Z', ink) +
    line('M24 -6 C44 -8 44 18 22 17', ink, 7) +
    line('M-16 -24 c-6 -8 6 -12 0 -20 M6 -24 c-6 -8 6 -12 0 -20', ink, 6),
  star: (ink) =>
    shape('M0 -40 L11.5 -14 L39 -12 L18 7 L25 35 L0 20 L-25 35 L-18 7 L-39 -12 L-11.5 -14 Z', ink),
  leaf: (ink, paper) =>
    shape('M-32 34 C-44 -10 -10 -40 38 -38 C42 10 10 42 -32 34 Z', ink) + line('M-26 28 L18 -18', paper, 5),
  heart: (ink) =>
    shape('M0 36 C-56 0 -40 -38 -16 -34 C-6 -32 0 -24 0 -18 C0 -24 6 -32 16 -34 C40 -38 56 0 0 36 Z', ink),
  sun: (ink) => disc(0, 0, 21, ink) + [0, 45, 90, 135, 180, 225, 270, 315].map((a) => ray(a, ink)).join(''),
  moon: (ink) => shape('M14 -38 A38 38 0 1 0 36 20 A32 32 0 1 1 14 -38 Z', ink),
  drop: (ink) => shape('M0 -42 C18 -14 30 0 30 14 A30 30 0 0 1 -30 14 C-30 0 -18 -14 0 -42 Z', ink),
  note: (ink) =>
    oval(-18, 28, 15, 11, ink) +
    oval(24, 20, 15, 11, ink) +
    line('M-6 26 V-28 L36 -36 V18', ink, 7) +
    line('M-6 -14 L36 -22', ink, 7),
  play: (ink) => shape('M-20 -32 Q-20 -40 -12 -36 L34 -6 Q40 0 34 6 L-12 36 Q-20 40 -20 32 Z', ink),
  upsize: (ink) => shape('M0 -40 L34 -4 H14 V38 H-14 V-4 H-34 Z', ink),
  book: (ink, paper) =>
    shape(
      'M0 -24 C-14 -36 -34 -34 -44 -30 V28 C-34 24 -14 22 0 34 C14 22 34 24 44 28 V-30 C34 -34 14 -36 0 -24 Z',
      ink,
    ) + line('M0 -22 V28', paper, 4),
  crescentRoll: (ink, paper) =>
    shape(
      'M-44 22 C-46 -18 -22 -36 0 -36 C22 -36 46 -18 44 22 C34 30 26 22 22 14 C12 6 -12 6 -22 14 C-26 22 -34 30 -44 22 Z',
      ink,
    ) + line('M-14 -34 L-10 6 M14 -34 L10 6 M-34 -16 L-24 12 M34 -16 L24 12', paper, 4),
  percent: (ink) => ring(-18, -18, 12, ink, 8) + ring(18, 18, 12, ink, 8) + line('M24 -32 L-24 32', ink, 8),
  pair: (ink, paper) => ring(-14, 0, 24, ink, 9) + disc(16, 0, 28, paper) + ring(16, 0, 24, ink, 9),
  flower: (ink, paper) =>
    [0, 72, 144, 216, 288].map((a) => placed(`rotate(${a})`, oval(0, -23, 14, 19, ink))).join('') +
    disc(0, 0, 10, paper),
  mountain: (ink, paper) =>
    shape('M-48 34 L-12 -30 L8 4 L20 -12 L48 34 Z', ink) +
    shape('M-12 -30 L-24 -8 L-13 -14 L-5 -6 L1 -8 Z', paper),
  plate: (ink, paper) => disc(0, 0, 38, ink) + ring(0, 0, 24, paper, 4),
  seam: (ink) =>
    line('M-66 -78 L-34 -34 L-46 0 L-8 22 L2 66 M-34 -34 L8 -48 L34 -22 M-8 22 L40 14 L72 34', ink, 6),
  bars: (ink) => rect(-34, 8, 14, 26, 4, ink) + rect(-9, -10, 14, 44, 4, ink) + rect(16, -32, 14, 66, 4, ink),
} satisfies Record<string, Emblem>;

export type EmblemName = keyof typeof emblems;

/** The sign `name`, centred on (x, y) and scaled. */
export const emblem = (name: EmblemName, x: number, y: number, scale: number, ink: string, paper: string) =>
  placed(`translate(${x} ${y}) scale(${scale})`, emblems[name](ink, paper));
