import { emblem, type EmblemName } from './emblems.js';
import {
  contactShadow,
  disc,
  faint,
  line,
  oval,
  type Palette,
  placed,
  rect,
  shape,
  steam,
} from './shapes.js';

/** Draws one good on a 600 × 600 tile, standing on the table at about y = 480 or floating around the middle. */
export type Motif = (c: Palette, sign: EmblemName) => string;

const bean = (x: number, y: number, angle: number, scale: number, fill: string, cut: string) =>
  placed(
    `translate(${x} ${y}) rotate(${angle}) scale(${scale})`,
    oval(0, 0, 30, 43, fill),
    line('M2 -38 C-18 -14 18 12 -2 38', cut, 6),
  );

const paperCup: Motif = (c, sign) =>
  contactShadow(300, 484, 130, c.ink) +
  shape('M212 214 H388 L366 466 Q364 484 346 484 H254 Q236 484 234 466 Z', c.light) +
  shape('M222 290 H378 L369 408 H231 Z', c.body) +
  emblem(sign, 300, 350, 0.9, c.light, c.body) +
  faint(0.1, shape('M342 214 H388 L366 466 Q364 484 346 484 H326 Z', c.ink)) +
  shape('M222 178 Q224 162 240 162 H360 Q376 162 378 178 L382 196 H218 Z', c.deep) +
  rect(204, 192, 192, 28, 12, c.deep) +
  faint(0.25, rect(216, 197, 90, 6, 3, c.light));

const mug: Motif = (c, sign) =>
  steam(282, 206, 3, c.light) +
  contactShadow(300, 484, 150, c.ink) +
  line('M386 290 C456 280 462 398 378 396', c.deep, 26) +
  shape('M184 238 H390 V400 Q390 484 306 484 H268 Q184 484 184 400 Z', c.body) +
  faint(0.14, shape('M346 238 H390 V400 Q390 484 306 484 H290 Q346 470 346 400 Z', c.ink)) +
  oval(287, 240, 103, 22, c.deep) +
  oval(287, 243, 88, 15, c.ink) +
  emblem(sign, 272, 360, 1.25, c.light, c.body);

/** A mug that broke and was mended with gold. */
const mendedCup: Motif = (c) => mug({ ...c, light: c.accent }, 'seam');

const espressoMachine: Motif = (c, sign) =>
  contactShadow(300, 486, 190, c.ink) +
  rect(216, 138, 70, 44, 8, c.light) +
  rect(304, 138, 70, 44, 8, c.accent) +
  rect(146, 176, 308, 122, 24, c.body) +
  rect(330, 280, 108, 180, 0, c.deep) +
  rect(132, 446, 336, 40, 14, c.ink) +
  faint(0.14, shape('M388 176 H430 Q454 176 454 200 V274 Q454 298 430 298 H372 Z', c.ink)) +
  emblem(sign, 380, 238, 0.9, c.light, c.body) +
  disc(196, 236, 26, c.light) +
  line('M196 236 L208 222', c.accent, 6) +
  disc(268, 236, 15, c.accent) +
  rect(196, 296, 84, 24, 8, c.ink) +
  rect(212, 318, 52, 22, 6, c.deep) +
  line('M212 330 H144', c.ink, 14) +
  line('M230 344 V372 M246 344 V372', c.ink, 5) +
  shape('M200 382 H276 V414 Q276 446 244 446 H232 Q200 446 200 414 Z', c.light) +
  line('M276 396 C304 392 304 428 272 424', c.light, 9);

const glass: Motif = (c) =>
  contactShadow(300, 484, 120, c.ink) +
  faint(0.55, shape('M204 170 H396 L376 462 Q374 484 352 484 H248 Q226 484 224 462 Z', c.light)) +
  shape('M222 262 H378 L366 440 Q362 462 340 462 H260 Q238 462 234 440 Z', c.body) +
  shape('M222 262 H378 L374 320 C340 344 270 300 226 330 Z', c.light) +
  faint(
    0.85,
    placed('rotate(14 268 286)', rect(244, 262, 48, 48, 10, c.glow)),
    placed('rotate(-18 336 290)', rect(312, 266, 46, 46, 10, c.glow)),
  ) +
  line('M322 300 L362 118', c.accent, 13) +
  faint(0.6, line('M224 190 L238 420', c.light, 9));

const coffeeBag: Motif = (c, sign) =>
  contactShadow(300, 486, 150, c.ink) +
  shape('M196 206 L206 172 H394 L404 206 L412 462 Q412 486 388 486 H212 Q188 486 188 462 Z', c.body) +
  faint(0.16, shape('M360 206 L394 172 L404 206 L412 462 Q412 486 388 486 H344 Q364 350 360 206 Z', c.ink)) +
  shape('M206 172 L216 132 H384 L394 172 Z', c.deep) +
  line('M204 190 H396', c.deep, 5) +
  rect(170, 160, 26, 20, 6, c.accent) +
  rect(404, 160, 26, 20, 6, c.accent) +
  line('M190 170 H410', c.accent, 12) +
  rect(232, 258, 136, 164, 14, c.light) +
  emblem(sign, 300, 326, 0.95, c.deep, c.light) +
  rect(260, 382, 80, 7, 3.5, c.accent) +
  faint(0.5, rect(274, 398, 52, 5, 2.5, c.deep)) +
  bean(440, 470, 70, 0.5, c.deep, c.shade) +
  bean(160, 474, -58, 0.5, c.deep, c.shade);

const sachet = (x: number, y: number, angle: number, paper: string, band: string, ink: string) =>
  placed(
    `translate(${x} ${y}) rotate(${angle})`,
    rect(-44, -70, 88, 150, 6, paper),
    rect(-44, -70, 88, 26, 6, band),
    faint(0.16, rect(-44, -46, 88, 3, 1, ink), rect(24, -70, 20, 150, 6, ink)),
  );

const dripBox: Motif = (c, sign) =>
  contactShadow(300, 486, 190, c.ink) +
  shape('M150 276 L188 238 H412 L450 276 Z', c.ink) +
  sachet(214, 236, -7, c.light, c.accent, c.ink) +
  sachet(300, 218, 2, c.glow, c.body, c.ink) +
  sachet(386, 238, 8, c.light, c.accent, c.ink) +
  rect(146, 272, 308, 214, 16, c.body) +
  faint(0.15, shape('M392 272 H438 Q454 272 454 288 V470 Q454 486 438 486 H374 Z', c.ink)) +
  rect(146, 356, 308, 44, 0, c.deep) +
  disc(300, 378, 62, c.light) +
  emblem(sign, 299, 378, 0.92, c.deep, c.light);

const dripBag: Motif = (c, sign) =>
  contactShadow(300, 486, 140, c.ink) +
  line('M392 360 C450 352 452 446 384 444', c.deep, 22) +
  shape('M204 320 H396 V424 Q396 486 334 486 H266 Q204 486 204 424 Z', c.body) +
  faint(0.14, shape('M356 320 H396 V424 Q396 486 334 486 H310 Q356 470 356 420 Z', c.ink)) +
  oval(300, 322, 96, 17, c.deep) +
  shape('M240 170 H360 L350 326 Q300 350 250 326 Z', c.light) +
  shape('M252 208 H348 L342 300 Q300 318 258 300 Z', c.accent) +
  shape('M196 214 L246 186 V268 L206 322 Z', c.glow) +
  shape('M404 214 L354 186 V268 L394 322 Z', c.glow) +
  faint(0.12, shape('M404 214 L354 186 V268 L394 322 Z', c.ink)) +
  emblem(sign, 300, 252, 0.66, c.light, c.accent) +
  steam(300, 152, 2, c.light);

const beans: Motif = (c) =>
  faint(0.12, oval(300, 470, 190, 26, c.ink)) +
  bean(212, 402, -42, 1.75, c.deep, c.shade) +
  bean(392, 396, 48, 1.75, c.deep, c.shade) +
  bean(304, 424, 12, 1.75, c.body, c.ground) +
  bean(250, 274, 30, 1.75, c.body, c.ground) +
  bean(362, 262, -24, 1.75, c.deep, c.shade) +
  bean(300, 158, 64, 1.1, c.accent, c.ground);

const dripper: Motif = (c) =>
  steam(300, 138, 2, c.light) +
  contactShadow(300, 486, 130, c.ink) +
  faint(0.62, shape('M238 318 H362 L408 440 Q414 486 370 486 H230 Q186 486 192 440 Z', c.light)) +
  shape('M206 402 H394 L404 436 Q408 472 370 474 H230 Q192 472 196 436 Z', c.body) +
  rect(224, 306, 152, 20, 10, c.deep) +
  shape('M184 168 H416 L338 306 H262 Z', c.accent) +
  faint(0.14, shape('M350 168 H416 L338 306 H312 Z', c.ink)) +
  shape('M200 168 C210 144 390 144 400 168 Z', c.light) +
  oval(300, 170, 118, 16, c.deep) +
  line('M404 196 C458 200 450 268 372 262', c.deep, 15) +
  faint(0.6, line('M300 332 V398', c.deep, 6));

const kettle: Motif = (c) =>
  contactShadow(310, 486, 160, c.ink) +
  line('M214 430 C128 420 176 276 112 262', c.deep, 20) +
  shape('M232 268 H404 L430 454 Q434 486 402 486 H226 Q194 486 200 454 Z', c.body) +
  faint(0.14, shape('M356 268 H404 L430 454 Q434 486 402 486 H352 Z', c.ink)) +
  faint(0.3, line('M246 300 L228 440', c.light, 9)) +
  line('M398 300 C500 256 512 420 436 432', c.accent, 22) +
  shape('M228 270 Q236 230 318 230 Q400 230 408 270 Z', c.deep) +
  rect(298, 200, 40, 34, 14, c.accent);

const grinder: Motif = (c, sign) =>
  contactShadow(290, 486, 110, c.ink) +
  line('M290 176 V140 H426', c.deep, 15) +
  disc(436, 140, 25, c.accent) +
  rect(222, 178, 136, 170, 22, c.body) +
  rect(214, 334, 152, 26, 12, c.ink) +
  rect(222, 356, 136, 130, 22, c.deep) +
  shape('M222 196 Q222 168 290 168 Q358 168 358 196 Z', c.deep) +
  faint(0.14, rect(318, 190, 40, 290, 18, c.ink)) +
  emblem(sign, 286, 264, 0.8, c.light, c.body) +
  faint(0.3, line('M242 378 V460', c.light, 8));

const server: Motif = (c, sign) =>
  contactShadow(300, 486, 150, c.ink) +
  rect(222, 126, 92, 38, 10, c.accent) +
  shape(
    'M230 160 H306 V226 C306 250 352 264 352 312 V454 Q352 486 320 486 H216 Q184 486 184 454 V312 C184 264 230 250 230 226 Z',
    c.body,
  ) +
  faint(
    0.15,
    shape('M290 160 H306 V226 C306 250 352 264 352 312 V454 Q352 486 320 486 H292 Q318 380 290 240 Z', c.ink),
  ) +
  rect(184, 330, 168, 104, 0, c.light) +
  emblem(sign, 266, 382, 0.86, c.body, c.light) +
  faint(0.65, shape('M374 366 H474 L462 472 Q460 486 446 486 H402 Q388 486 386 472 Z', c.light)) +
  shape('M381 410 H467 L460 462 Q458 474 446 474 H402 Q390 474 388 462 Z', c.deep) +
  faint(0.85, placed('rotate(12 414 410)', rect(396, 394, 34, 34, 7, c.glow)));

export const brewMotifs = {
  paperCup,
  mendedCup,
  espressoMachine,
  mug,
  glass,
  coffeeBag,
  dripBox,
  dripBag,
  beans,
  dripper,
  kettle,
  grinder,
  coldBrew: server,
};
