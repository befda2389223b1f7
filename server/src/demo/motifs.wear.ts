import { emblem } from './emblems.js';
import type { Motif } from './motifs.brew.js';
import { contactShadow, disc, faint, line, oval, placed, rect, ring, shape } from './shapes.js';

const tote: Motif = (c, sign) =>
  contactShadow(300, 486, 150, c.ink) +
  line('M236 262 C236 96 364 96 364 262', c.deep, 16) +
  shape('M170 228 H430 L444 462 Q444 486 420 486 H180 Q156 486 156 462 Z', c.light) +
  faint(0.1, shape('M380 228 H430 L444 462 Q444 486 420 486 H368 Q396 350 380 228 Z', c.ink)) +
  line('M236 230 V262 M364 230 V262', c.body, 16) +
  emblem(sign, 300, 362, 1.7, c.body, c.light) +
  faint(0.25, line('M176 250 H424', c.ink, 3));

const tee: Motif = (c, sign) =>
  faint(
    0.1,
    shape(
      'M234 172 L150 214 L104 320 L168 350 L188 312 V492 H436 V312 L456 350 L520 320 L474 214 L390 172 Z',
      c.ink,
    ),
  ) +
  shape(
    'M222 156 L138 198 L92 304 L156 334 L176 296 V462 Q176 476 190 476 H410 Q424 476 424 462 V296 L444 334 L508 304 L462 198 L378 156 Q362 204 300 204 Q238 204 222 156 Z',
    c.body,
  ) +
  line('M224 158 Q240 206 300 206 Q360 206 376 158', c.deep, 13) +
  faint(
    0.14,
    shape('M424 296 L444 334 L508 304 L462 198 L400 168 Q414 230 380 476 H410 Q424 476 424 462 Z', c.ink),
  ) +
  emblem(sign, 300, 316, 1.3, c.light, c.body);

const apron: Motif = (c, sign) =>
  line('M236 190 C232 92 368 92 364 190', c.deep, 12) +
  line('M190 300 C150 316 120 346 108 384 M410 300 C450 316 480 346 492 384', c.deep, 12) +
  faint(0.1, shape('M246 196 H376 L384 280 Q390 306 428 316 V500 H196 V316 Q234 306 238 280 Z', c.ink)) +
  shape(
    'M232 180 H368 L376 266 Q380 292 418 302 V470 Q418 488 400 488 H200 Q182 488 182 470 V302 Q220 292 224 266 Z',
    c.body,
  ) +
  emblem(sign, 300, 246, 0.82, c.light, c.body) +
  shape('M226 344 H374 V410 Q374 434 350 434 H250 Q226 434 226 410 Z', c.deep) +
  line('M300 346 V432', c.body, 4) +
  rect(338, 316, 12, 66, 5, c.accent) +
  faint(0.13, shape('M380 290 Q396 298 418 302 V470 Q418 488 400 488 H372 Z', c.ink));

const sock = (fill: string, toe: string, ink: string) =>
  shape(
    'M-46 -150 H46 V40 Q48 70 80 86 L116 104 Q144 124 128 150 Q116 166 84 160 L-10 128 Q-46 112 -46 70 Z',
    fill,
  ) +
  shape('M84 88 L116 104 Q144 124 128 150 Q116 166 84 160 Q62 120 84 88 Z', toe) +
  rect(-50, -166, 100, 36, 12, toe) +
  faint(0.3, line('M-44 -96 H44 M-44 -70 H44', ink, 7));

const socks: Motif = (c) =>
  contactShadow(310, 484, 170, c.ink) +
  placed('translate(222 310) rotate(4)', sock(c.deep, c.accent, c.light)) +
  placed('translate(336 322) rotate(-4)', sock(c.body, c.light, c.light));

const umbrella: Motif = (c) =>
  line('M300 170 V440 C300 496 226 496 226 442', c.ink, 15) +
  line('M300 118 V150', c.ink, 12) +
  shape(
    'M92 326 C100 212 190 142 300 142 C410 142 500 212 508 326 Q474 290 439 326 Q404 290 369 326 Q334 290 300 326 Q266 290 231 326 Q196 290 161 326 Q126 290 92 326 Z',
    c.body,
  ) +
  shape(
    'M231 326 C238 226 262 168 300 142 C338 168 362 226 369 326 Q334 290 300 326 Q266 290 231 326 Z',
    c.light,
  ) +
  faint(0.14, shape('M300 142 C410 142 500 212 508 326 Q474 290 439 326 C430 236 380 166 300 142 Z', c.ink)) +
  faint(
    0.8,
    ...[
      [150, 406],
      [200, 470],
      [396, 410],
      [446, 462],
      [356, 496],
    ].map(([x = 0, y = 0]) => line(`M${x} ${y} l-8 20`, c.accent, 8)),
  );

const pin: Motif = (c, sign) =>
  faint(0.14, disc(312, 318, 158, c.ink)) +
  disc(300, 300, 158, c.accent) +
  disc(300, 300, 140, c.body) +
  ring(300, 300, 122, c.light, 4) +
  emblem(sign, 300, 302, 2, c.light, c.body) +
  faint(0.35, line('M186 240 A128 128 0 0 1 254 182', c.light, 11));

const notebook: Motif = (c, sign) =>
  placed(
    'rotate(-7 300 310)',
    faint(0.13, rect(190, 156, 250, 340, 20, c.ink)),
    rect(186, 148, 244, 330, 14, c.light),
    faint(0.25, line('M424 166 V462', c.ink, 3)),
    rect(174, 140, 242, 334, 20, c.body),
    rect(174, 140, 42, 334, 18, c.deep),
    emblem(sign, 312, 290, 1.3, c.light, c.body),
    rect(376, 140, 15, 334, 0, c.accent),
    rect(264, 388, 96, 8, 4, c.light),
    shape('M270 474 H292 V520 L281 510 L270 520 Z', c.accent),
  ) +
  placed(
    'rotate(24 470 360)',
    rect(462, 210, 20, 220, 4, c.accent),
    shape('M462 430 H482 L472 462 Z', c.light),
    rect(462, 196, 20, 22, 8, c.deep),
  );

const keyring: Motif = (c, sign) =>
  ring(300, 168, 52, c.ink, 12) +
  line('M300 220 V262', c.ink, 12) +
  faint(0.13, placed('rotate(8 300 270)', rect(222, 262, 176, 236, 64, c.ink))) +
  placed(
    'rotate(6 300 270)',
    rect(212, 250, 176, 230, 64, c.body),
    disc(300, 286, 13, c.ground),
    rect(230, 268, 140, 194, 50, 'none'),
    emblem(sign, 300, 380, 1.35, c.light, c.body),
    faint(0.13, shape('M346 252 Q388 262 388 314 V416 Q388 480 324 480 H310 Q362 370 346 252 Z', c.ink)),
  );

const sticker = (
  x: number,
  y: number,
  angle: number,
  name: Parameters<typeof emblem>[0],
  fill: string,
  paper: string,
  ink: string,
) =>
  placed(
    `translate(${x} ${y}) rotate(${angle})`,
    faint(0.14, disc(4, 6, 62, ink)),
    disc(0, 0, 62, paper),
    disc(0, 0, 52, fill),
    emblem(name, 0, 0, 0.82, paper, fill),
  );

const stickers: Motif = (c, sign) =>
  placed(
    'rotate(-5 300 300)',
    faint(0.12, rect(146, 132, 324, 364, 18, c.ink)),
    rect(136, 116, 324, 364, 18, c.glow),
  ) +
  sticker(218, 216, -10, sign, c.body, c.light, c.ink) +
  sticker(376, 200, 9, 'cup', c.accent, c.light, c.ink) +
  sticker(224, 380, 7, 'heart', c.accent, c.light, c.ink) +
  sticker(384, 376, -8, 'bean', c.deep, c.light, c.ink) +
  sticker(302, 292, 0, 'sun', c.shade, c.light, c.ink);

const cap: Motif = (c, sign) =>
  contactShadow(310, 440, 190, c.ink) +
  shape('M150 398 C140 246 220 182 306 182 C396 182 452 258 448 398 Z', c.body) +
  faint(0.14, shape('M370 200 C424 232 450 300 448 398 H392 C410 320 402 250 370 200 Z', c.ink)) +
  line('M306 186 C250 240 236 320 242 396', c.deep, 4) +
  shape('M140 390 Q280 350 450 390 Q540 410 546 446 Q420 424 300 428 Q180 432 138 420 Z', c.deep) +
  oval(306, 182, 18, 9, c.accent) +
  emblem(sign, 322, 306, 1, c.light, c.body);

export const wearMotifs = { tote, tee, apron, socks, umbrella, pin, notebook, keyring, stickers, cap };
