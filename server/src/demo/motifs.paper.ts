import { emblem } from './emblems.js';
import type { Motif } from './motifs.brew.js';
import { contactShadow, disc, faint, line, oval, type Palette, placed, rect, ring, shape } from './shapes.js';

const voucher =
  'M-190 -96 Q-190 -110 -176 -110 H60 A22 22 0 0 0 104 -110 H176 Q190 -110 190 -96 V96 Q190 110 176 110 H104 A22 22 0 0 0 60 110 H-176 Q-190 110 -190 96 Z';

const ticket: Motif = (c, sign) =>
  placed(
    'translate(318 356) rotate(7)',
    faint(0.12, placed('translate(8 14)', shape(voucher, c.ink))),
    shape(voucher, c.accent),
  ) +
  placed(
    'translate(292 282) rotate(-8)',
    faint(0.14, placed('translate(8 16)', shape(voucher, c.ink))),
    shape(voucher, c.light),
    disc(-62, 0, 78, c.body),
    emblem(sign, -62, 0, 1.15, c.light, c.body),
    ...[-72, -48, -24, 0, 24, 48, 72].map((y) => disc(82, y, 4.5, c.shade)),
    rect(120, -52, 40, 10, 5, c.body),
    rect(120, -26, 40, 8, 4, c.shade),
    rect(120, -2, 40, 8, 4, c.shade),
    rect(120, 34, 40, 22, 6, c.accent),
  );

const pass: Motif = (c, sign) =>
  placed(
    'translate(320 340) rotate(9)',
    faint(0.12, rect(-176, -104, 372, 240, 26, c.ink)),
    rect(-186, -118, 372, 236, 26, c.accent),
  ) +
  placed(
    'translate(290 290) rotate(-6)',
    faint(0.15, rect(-180, -104, 372, 240, 26, c.ink)),
    rect(-186, -118, 372, 236, 26, c.body),
    shape(
      'M-186 40 C-100 -10 -40 96 60 40 C120 6 160 20 186 34 V92 Q186 118 160 118 H-160 Q-186 118 -186 92 Z',
      c.deep,
    ),
    emblem(sign, -116, -48, 1.05, c.light, c.body),
    rect(74, -82, 78, 12, 6, c.light),
    faint(0.6, rect(106, -58, 46, 9, 4.5, c.light)),
    ...[0, 1, 2, 3].map((index) => disc(-140 + index * 30, 82, 7, c.light)),
    rect(104, 60, 52, 38, 9, c.accent),
    faint(0.5, line('M104 79 H156 M130 60 V98', c.deep, 3)),
  );

const phone: Motif = (c, sign) =>
  faint(0.13, rect(204, 124, 220, 400, 40, c.ink)) +
  rect(190, 100, 220, 400, 40, c.ink) +
  rect(202, 112, 196, 376, 30, c.light) +
  rect(202, 112, 196, 176, 30, c.body) +
  rect(202, 220, 196, 90, 0, c.body) +
  rect(268, 124, 64, 14, 7, c.ink) +
  emblem(sign, 300, 226, 1.2, c.light, c.body) +
  rect(228, 336, 144, 14, 7, c.shade) +
  rect(228, 364, 98, 12, 6, c.ground) +
  rect(228, 418, 144, 42, 21, c.accent) +
  faint(0.9, line('M282 439 L296 451 L320 428', c.light, 7));

const wallpaper: Motif = (c, sign) =>
  faint(0.13, rect(204, 124, 220, 400, 40, c.ink)) +
  rect(190, 100, 220, 400, 40, c.ink) +
  rect(202, 112, 196, 376, 30, c.glow) +
  disc(330, 216, 46, c.accent) +
  shape('M202 370 C250 300 300 392 398 318 V458 Q398 488 368 488 H232 Q202 488 202 458 Z', c.shade) +
  shape('M202 424 C270 356 330 452 398 396 V458 Q398 488 368 488 H232 Q202 488 202 458 Z', c.body) +
  emblem(sign, 262, 330, 0.8, c.deep, c.glow) +
  rect(268, 124, 64, 14, 7, c.ink);

const coin = (x: number, y: number, c: Palette, fill: string) =>
  shape(`M${x - 84} ${y} v24 a84 26 0 0 0 168 0 v-24 z`, c.deep) +
  oval(x, y, 84, 26, fill) +
  faint(0.35, oval(x, y, 60, 17, c.light));

const coins: Motif = (c, sign) =>
  contactShadow(300, 488, 180, c.ink) +
  [0, 1, 2].map((level) => coin(208, 444 - level * 28, c, c.body)).join('') +
  [0, 1, 2, 3, 4].map((level) => coin(392, 444 - level * 28, c, c.body)).join('') +
  faint(0.13, disc(250, 248, 96, c.ink)) +
  disc(240, 236, 96, c.accent) +
  ring(240, 236, 78, c.light, 5) +
  emblem(sign, 240, 238, 1.2, c.light, c.accent);

const plane: Motif = (c) =>
  faint(0.9, rect(96, 400, 150, 40, 20, c.light), disc(150, 400, 34, c.light), disc(194, 396, 26, c.light)) +
  faint(0.8, rect(386, 176, 130, 34, 17, c.light), disc(440, 174, 28, c.light)) +
  line('M90 330 C150 300 160 300 196 320', c.light, 6) +
  placed(
    'translate(312 296) rotate(-24)',
    shape('M-20 -14 L-96 -124 H-54 L66 -14 Z', c.deep),
    shape('M-164 -16 L-196 -86 H-158 L-110 -18 Z', c.deep),
    shape('M-196 0 Q-190 -34 -120 -34 H120 Q190 -34 206 6 Q196 34 120 36 H-120 Q-186 34 -196 0 Z', c.body),
    shape('M150 -30 Q190 -22 206 6 L150 4 Z', c.light),
    ...[-80, -40, 0, 40, 80].map((x) => disc(x, -4, 9, c.light)),
    shape('M-16 12 L-112 128 H-64 L72 14 Z', c.accent),
    faint(0.15, shape('M-196 0 Q190 40 206 6 Q196 34 120 36 H-120 Q-186 34 -196 0 Z', c.ink)),
  );

const train: Motif = (c) =>
  faint(0.5, line('M70 196 H190 M40 236 H150', c.light, 10)) +
  contactShadow(300, 474, 240, c.ink) +
  shape('M-40 258 H352 C440 258 512 330 540 424 Q546 452 520 452 H-40 Z', c.light) +
  shape('M-40 370 H520 Q534 396 540 424 Q546 452 520 452 H-40 Z', c.body) +
  shape('M374 284 C420 290 462 322 486 360 H400 Q374 360 374 334 Z', c.ink) +
  [-6, 70, 146, 222, 298].map((x) => rect(x, 286, 56, 58, 12, c.deep)).join('') +
  rect(-40, 372, 550, 12, 0, c.accent) +
  disc(508, 420, 12, c.accent) +
  rect(-40, 458, 640, 10, 5, c.ink);

const key: Motif = (c, sign) =>
  ring(300, 158, 40, c.ink, 11) +
  placed(
    'rotate(18 300 190)',
    faint(0.12, rect(230, 206, 166, 270, 30, c.ink)),
    shape('M250 196 H350 L384 240 V440 Q384 466 358 466 H242 Q216 466 216 440 V240 Z', c.body),
    disc(300, 228, 14, c.ground),
    emblem(sign, 300, 350, 1.25, c.light, c.body),
  ) +
  placed(
    'rotate(-26 300 180)',
    ring(300, 246, 40, c.accent, 20),
    rect(290, 284, 20, 170, 6, c.accent),
    rect(304, 404, 40, 18, 5, c.accent),
    rect(304, 434, 30, 18, 5, c.accent),
  );

const bicycle: Motif = (c) =>
  contactShadow(300, 478, 210, c.ink) +
  ring(170, 388, 86, c.ink, 14) +
  ring(430, 388, 86, c.ink, 14) +
  ring(170, 388, 66, c.light, 4) +
  ring(430, 388, 66, c.light, 4) +
  line('M170 388 L238 262 H382 L294 388 Z', c.body, 15) +
  line('M294 388 L226 232 M430 388 L372 214', c.body, 15) +
  line('M196 230 H262', c.ink, 20) +
  line('M372 214 L424 200', c.ink, 15) +
  disc(294, 388, 24, c.accent) +
  disc(170, 388, 12, c.accent) +
  disc(430, 388, 12, c.accent) +
  rect(378, 250, 74, 50, 10, c.accent);

const record: Motif = (c, sign) =>
  faint(0.14, rect(126, 160, 300, 300, 14, c.ink)) +
  disc(372, 300, 146, c.ink) +
  [124, 104, 84].map((r) => faint(0.3, ring(372, 300, r, c.light, 2.5))).join('') +
  disc(372, 300, 52, c.accent) +
  disc(372, 300, 11, c.light) +
  rect(112, 150, 300, 300, 14, c.body) +
  shape('M112 340 C180 270 240 372 412 280 V436 Q412 450 398 450 H126 Q112 450 112 436 Z', c.deep) +
  emblem(sign, 240, 256, 1.5, c.light, c.body);

const screen: Motif = (c, sign) =>
  contactShadow(300, 486, 170, c.ink) +
  shape('M84 150 L516 150 L470 130 H130 Z', c.deep) +
  rect(104, 150, 392, 230, 12, c.light) +
  faint(0.25, shape('M104 380 L300 150 H496 V162 L330 380 Z', c.accent)) +
  disc(300, 262, 66, c.body) +
  emblem(sign, 302, 262, 0.85, c.light, c.body) +
  [150, 250, 350, 450]
    .map((x) =>
      shape(
        `M${x - 44} 486 V440 Q${x - 44} 404 ${x} 404 Q${x + 44} 404 ${x + 44} 440 V486 Z`,
        x % 200 === 150 ? c.deep : c.body,
      ),
    )
    .join('');

export const paperMotifs = {
  ticket,
  pass,
  phone,
  wallpaper,
  coins,
  plane,
  train,
  key,
  bicycle,
  record,
  screen,
};
