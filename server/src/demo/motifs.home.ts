import { emblem } from './emblems.js';
import type { Motif } from './motifs.brew.js';
import { contactShadow, disc, faint, line, oval, placed, rect, ring, shape } from './shapes.js';

const cushion: Motif = (c, sign) =>
  contactShadow(300, 476, 190, c.ink) +
  shape('M150 190 Q300 214 450 190 Q430 330 452 462 Q300 440 148 462 Q170 330 150 190 Z', c.body) +
  faint(
    0.14,
    shape('M390 198 Q420 196 450 190 Q430 330 452 462 Q420 456 380 454 Q410 330 390 198 Z', c.ink),
  ) +
  [-90, -45, 0, 45, 90]
    .map((dx) => faint(0.22, line(`M${300 + dx} 216 Q${300 + dx * 0.92} 330 ${300 + dx} 440`, c.light, 3)))
    .join('') +
  disc(300, 328, 68, c.light) +
  emblem(sign, 300, 328, 1, c.deep, c.light) +
  disc(150, 190, 11, c.accent) +
  disc(450, 190, 11, c.accent) +
  disc(148, 462, 11, c.accent) +
  disc(452, 462, 11, c.accent);

const folded = (y: number, fill: string, stripe: string, ink: string) =>
  rect(148, y, 304, 68, 30, fill) +
  rect(196, y, 22, 68, 0, stripe) +
  rect(232, y, 10, 68, 0, stripe) +
  faint(0.16, line(`M170 ${y + 36} H438`, ink, 4)) +
  faint(0.12, shape(`M400 ${y} h22 a30 34 0 0 1 0 68 h-34 z`, ink));

const pile: Motif = (c) =>
  contactShadow(300, 486, 190, c.ink) +
  folded(418, c.body, c.light, c.ink) +
  folded(350, c.light, c.accent, c.ink) +
  folded(282, c.deep, c.accent, c.ink) +
  shape('M318 282 H400 L408 384 H310 Z', c.accent) +
  [318, 334, 350, 366, 382, 398].map((x) => line(`M${x} 386 V404`, c.accent, 5)).join('') +
  faint(0.25, line('M330 300 H392 M328 320 H394', c.light, 5));

const blanket: Motif = (c, sign) => placed('translate(-66 -106) scale(1.22)', pile(c, sign));

const lamp: Motif = (c) =>
  faint(0.14, disc(300, 260, 240, c.accent)) +
  faint(0.16, disc(300, 270, 180, c.accent)) +
  contactShadow(300, 484, 120, c.ink) +
  rect(290, 300, 20, 160, 8, c.deep) +
  shape('M214 486 Q218 448 300 448 Q382 448 386 486 Z', c.deep) +
  shape('M166 314 Q172 146 300 138 Q428 146 434 314 Q300 344 166 314 Z', c.body) +
  oval(300, 315, 133, 20, c.light) +
  faint(0.28, shape('M192 296 Q204 186 276 158 Q232 210 226 300 Z', c.light)) +
  rect(284, 122, 32, 26, 10, c.deep) +
  line('M360 330 V386', c.deep, 4) +
  disc(360, 394, 9, c.accent);

const candle: Motif = (c, sign) =>
  faint(0.35, disc(300, 176, 78, c.accent)) +
  contactShadow(300, 486, 130, c.ink) +
  shape('M300 120 C326 156 330 176 322 196 Q300 218 278 196 C270 176 274 156 300 120 Z', c.accent) +
  shape('M300 164 C312 182 312 192 308 200 Q300 208 292 200 C288 192 288 182 300 164 Z', c.light) +
  line('M300 204 V252', c.ink, 6) +
  rect(190, 252, 220, 234, 30, c.body) +
  oval(300, 258, 110, 24, c.deep) +
  oval(300, 260, 92, 16, c.light) +
  line('M300 240 V260', c.ink, 6) +
  rect(228, 318, 144, 124, 14, c.light) +
  emblem(sign, 300, 372, 0.9, c.body, c.light) +
  rect(266, 422, 68, 6, 3, c.accent) +
  faint(0.13, shape('M370 268 Q410 264 410 258 V456 Q410 486 380 486 H370 Z', c.ink));

const plant: Motif = (c) =>
  contactShadow(300, 486, 120, c.ink) +
  line('M300 390 C296 310 306 240 300 170', c.deep, 9) +
  shape('M300 330 C220 330 176 286 168 232 C240 226 292 268 300 330 Z', c.body) +
  shape('M300 310 C376 312 424 270 436 216 C360 206 306 250 300 310 Z', c.deep) +
  shape('M300 246 C240 240 208 200 208 156 C264 156 300 194 300 246 Z', c.deep) +
  shape('M302 216 C350 212 384 172 386 128 C332 126 300 166 302 216 Z', c.body) +
  faint(0.35, line('M184 244 C230 260 270 288 296 322 M420 228 C370 244 328 270 304 302', c.light, 4)) +
  disc(276, 296, 14, c.accent) +
  disc(330, 344, 14, c.accent) +
  disc(270, 352, 11, c.accent) +
  shape('M204 382 H396 L376 468 Q372 486 354 486 H246 Q228 486 224 468 Z', c.light) +
  rect(194, 364, 212, 36, 14, c.light) +
  faint(
    0.12,
    rect(194, 388, 212, 14, 6, c.ink),
    shape('M350 400 H392 L376 468 Q372 486 354 486 H330 Z', c.ink),
  );

const soap: Motif = (c, sign) =>
  contactShadow(300, 484, 180, c.ink) +
  shape('M128 440 H472 Q470 484 420 484 H180 Q130 484 128 440 Z', c.light) +
  faint(0.14, shape('M380 440 H472 Q470 484 420 484 H360 Z', c.ink)) +
  rect(166, 286, 268, 156, 58, c.body) +
  faint(0.16, rect(166, 380, 268, 62, 31, c.ink)) +
  emblem(sign, 300, 350, 1, c.deep, c.body) +
  faint(
    0.75,
    disc(404, 236, 34, c.light),
    disc(352, 192, 20, c.light),
    disc(446, 176, 16, c.light),
    disc(214, 238, 22, c.light),
  ) +
  faint(0.8, line('M390 222 A20 20 0 0 1 404 214', c.accent, 5));

const towel: Motif = (c, sign) =>
  line('M120 168 H480', c.ink, 14) +
  disc(120, 168, 14, c.ink) +
  disc(480, 168, 14, c.ink) +
  faint(0.1, rect(214, 176, 212, 312, 6, c.ink)) +
  shape('M196 158 Q300 140 404 158 V482 Q350 474 300 482 Q250 490 196 480 Z', c.light) +
  rect(196, 400, 208, 16, 0, c.body) +
  rect(196, 426, 208, 8, 0, c.accent) +
  rect(196, 206, 208, 8, 0, c.accent) +
  emblem(sign, 300, 308, 1.35, c.body, c.light) +
  faint(0.1, shape('M330 152 Q380 152 404 158 V482 Q370 476 336 478 Q352 310 330 152 Z', c.ink));

const calendar: Motif = (c, sign) =>
  contactShadow(300, 486, 190, c.ink) +
  shape('M140 486 L180 216 H420 L460 486 Z', c.deep) +
  shape('M150 470 L186 196 H414 L450 470 Z', c.light) +
  shape('M186 196 H414 L428 306 H172 Z', c.body) +
  emblem(sign, 300, 254, 0.92, c.light, c.body) +
  [0, 1, 2, 3]
    .map((row) =>
      [0, 1, 2, 3, 4, 5, 6]
        .map((column) =>
          disc(
            196 + column * 35 - (column - 3) * (3 - row) * 1.5,
            338 + row * 34,
            8,
            row === 1 && column === 4 ? c.accent : c.shade,
          ),
        )
        .join(''),
    )
    .join('') +
  [220, 260, 300, 340, 380].map((x) => ring(x, 192, 14, c.ink, 5)).join('');

const puzzle: Motif = (c, sign) =>
  faint(0.12, rect(162, 182, 300, 300, 18, c.ink)) +
  rect(150, 166, 300, 300, 18, c.light) +
  shape(
    'M150 184 Q150 166 168 166 H292 V224 C326 206 340 262 292 250 V310 H234 C250 352 196 356 212 310 H150 Z',
    c.body,
  ) +
  shape(
    'M292 166 H432 Q450 166 450 184 V310 H392 C406 268 352 264 368 310 H292 V250 C340 262 326 206 292 224 Z',
    c.accent,
  ) +
  shape(
    'M150 310 H212 C196 356 250 352 234 310 H292 V366 C256 350 246 408 292 396 V466 H168 Q150 466 150 448 Z',
    c.deep,
  ) +
  placed(
    'translate(26 28) rotate(9 380 390)',
    faint(
      0.14,
      shape(
        'M300 318 H376 C360 272 414 276 400 318 H458 V456 Q458 474 440 474 H300 V404 C254 416 264 358 300 374 Z',
        c.ink,
      ),
    ),
    placed(
      'translate(-6 -8)',
      shape(
        'M300 318 H376 C360 272 414 276 400 318 H458 V456 Q458 474 440 474 H300 V404 C254 416 264 358 300 374 Z',
        c.shade,
      ),
      emblem(sign, 384, 396, 0.8, c.deep, c.shade),
    ),
  );

const speaker: Motif = (c) =>
  contactShadow(300, 486, 140, c.ink) +
  line('M238 196 C238 110 362 110 362 196', c.deep, 14) +
  rect(178, 184, 244, 302, 48, c.body) +
  faint(0.14, shape('M374 184 Q422 184 422 232 V438 Q422 486 374 486 H340 Q388 330 374 184 Z', c.ink)) +
  disc(300, 372, 82, c.deep) +
  disc(300, 372, 60, c.ink) +
  disc(300, 372, 24, c.accent) +
  disc(300, 244, 36, c.deep) +
  disc(300, 244, 15, c.light) +
  faint(0.4, line('M246 346 A60 60 0 0 1 278 316', c.light, 6));

const headphones: Motif = (c) =>
  contactShadow(300, 484, 150, c.ink) +
  line('M176 360 C150 100 450 100 424 360', c.deep, 34) +
  line('M190 300 C190 150 410 150 410 300', c.body, 14) +
  rect(142, 322, 62, 150, 31, c.body) +
  rect(396, 322, 62, 150, 31, c.body) +
  rect(188, 334, 36, 126, 18, c.ink) +
  rect(376, 334, 36, 126, 18, c.ink) +
  disc(170, 396, 13, c.accent) +
  disc(430, 396, 13, c.accent) +
  faint(0.3, line('M196 262 C208 190 246 158 290 150', c.light, 7));

const cleaning: Motif = (c, sign) =>
  contactShadow(300, 486, 180, c.ink) +
  shape('M320 262 H410 L424 456 Q426 486 396 486 H334 Q304 486 306 456 Z', c.accent) +
  rect(344, 214, 42, 52, 6, c.light) +
  shape('M326 168 H420 Q440 168 440 186 L404 216 H344 L322 208 Z', c.ink) +
  line('M344 216 L326 244', c.ink, 9) +
  emblem(sign, 364, 384, 0.8, c.light, c.accent) +
  shape('M154 342 H300 L286 462 Q284 486 260 486 H194 Q170 486 168 462 Z', c.body) +
  oval(227, 342, 73, 14, c.deep) +
  line('M160 340 C160 232 294 232 294 340', c.deep, 9) +
  faint(
    0.9,
    disc(202, 330, 24, c.light),
    disc(240, 322, 30, c.light),
    disc(272, 336, 18, c.light),
    disc(178, 338, 14, c.light),
  ) +
  faint(0.85, disc(276, 176, 13, c.light), disc(248, 208, 8, c.light), disc(286, 212, 6, c.light));

export const homeMotifs = {
  cushion,
  blanket,
  lamp,
  candle,
  plant,
  soap,
  towel,
  calendar,
  puzzle,
  speaker,
  headphones,
  cleaning,
};
