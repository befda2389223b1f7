import { emblem } from './emblems.js';
import type { Motif } from './motifs.brew.js';
import { contactShadow, disc, faint, line, oval, placed, rect, shape, steam } from './shapes.js';

const tent: Motif = (c) =>
  contactShadow(300, 476, 240, c.ink) +
  shape('M300 170 L90 470 H300 Z', c.body) +
  shape('M300 170 L510 470 H300 Z', c.deep) +
  shape('M300 250 L226 470 H374 Z', c.ink) +
  shape('M300 250 L226 470 H258 Q292 380 300 250 Z', c.accent) +
  line('M300 170 L286 146 M300 170 L314 146', c.ink, 8) +
  line('M90 470 L56 484 M510 470 L544 484', c.light, 5);

const backpack: Motif = (c, sign) =>
  contactShadow(300, 488, 150, c.ink) +
  line('M252 170 C252 110 348 110 348 170', c.ink, 16) +
  rect(138, 320, 60, 130, 26, c.deep) +
  rect(402, 320, 60, 130, 26, c.deep) +
  rect(172, 158, 256, 328, 84, c.body) +
  faint(0.14, shape('M344 158 Q428 158 428 242 V402 Q428 486 344 486 H330 Q390 330 344 158 Z', c.ink)) +
  shape('M172 264 V242 Q172 158 256 158 H344 Q428 158 428 242 V264 Q300 300 172 264 Z', c.deep) +
  rect(206, 336, 188, 126, 30, c.deep) +
  line('M220 372 H380', c.light, 5) +
  emblem(sign, 300, 418, 0.72, c.light, c.deep) +
  rect(284, 258, 32, 58, 8, c.accent) +
  rect(152, 116, 296, 54, 27, c.accent) +
  faint(0.2, line('M196 118 V168 M404 118 V168', c.ink, 9));

const gaiwan: Motif = (c, sign) =>
  steam(300, 150, 2, c.light) +
  contactShadow(300, 486, 170, c.ink) +
  shape('M152 452 H448 Q430 486 360 486 H240 Q170 486 152 452 Z', c.deep) +
  oval(300, 452, 148, 18, c.body) +
  shape('M176 268 H424 Q414 452 330 458 H270 Q186 452 176 268 Z', c.light) +
  faint(0.12, shape('M370 268 H424 Q414 452 330 458 H306 Q366 420 370 268 Z', c.ink)) +
  emblem(sign, 300, 356, 1.1, c.body, c.light) +
  oval(300, 270, 124, 18, c.deep) +
  shape('M196 262 Q206 204 300 198 Q394 204 404 262 Q300 284 196 262 Z', c.light) +
  faint(0.1, shape('M350 206 Q396 218 404 262 Q380 270 346 273 Z', c.ink)) +
  rect(272, 174, 56, 28, 12, c.accent);

const teapot: Motif = (c, sign) =>
  contactShadow(300, 486, 170, c.ink) +
  line('M420 300 C520 270 520 430 410 420', c.deep, 22) +
  shape('M196 340 C150 330 142 268 98 262 L112 240 C176 236 190 280 226 296 Z', c.deep) +
  shape(
    'M168 380 C168 284 228 252 300 252 C372 252 432 284 432 380 C432 450 384 486 300 486 C216 486 168 450 168 380 Z',
    c.body,
  ) +
  faint(
    0.14,
    shape('M372 266 C410 286 432 322 432 380 C432 450 384 486 300 486 C390 460 404 350 372 266 Z', c.ink),
  ) +
  shape('M220 262 Q230 226 300 226 Q370 226 380 262 Q300 284 220 262 Z', c.deep) +
  disc(300, 212, 20, c.accent) +
  emblem(sign, 290, 376, 1.05, c.light, c.body);

const lantern: Motif = (c) =>
  faint(0.14, disc(300, 330, 220, c.accent)) +
  faint(0.18, disc(300, 330, 150, c.accent)) +
  contactShadow(300, 486, 110, c.ink) +
  line('M222 250 C222 100 378 100 378 250', c.light, 9) +
  shape('M228 236 L254 184 H346 L372 236 Z', c.body) +
  rect(232, 236, 136, 180, 16, c.light) +
  shape('M300 280 C330 322 332 350 322 372 Q300 394 278 372 C268 350 270 322 300 280 Z', c.accent) +
  shape('M300 328 C312 346 314 358 309 368 Q300 376 291 368 C286 358 288 346 300 328 Z', c.body) +
  line('M266 238 V414 M334 238 V414', c.deep, 6) +
  shape('M218 412 H382 L394 462 Q398 486 374 486 H226 Q202 486 206 462 Z', c.body) +
  faint(0.15, shape('M340 412 H382 L394 462 Q398 486 374 486 H330 Z', c.ink));

const trailhead: Motif = (c) =>
  disc(404, 190, 58, c.accent) +
  shape('M30 480 L214 180 L330 370 L396 280 L570 480 Z', c.body) +
  shape('M214 180 L158 272 L192 256 L216 286 L244 254 L268 268 Z', c.light) +
  faint(0.16, shape('M214 180 L330 370 L396 480 H260 Q280 320 214 180 Z', c.ink)) +
  shape('M0 486 C120 420 220 500 330 452 C430 410 520 440 600 424 V600 H0 Z', c.deep) +
  line('M300 600 C340 560 230 536 290 500 C330 478 300 466 318 452', c.light, 9);

const boots: Motif = (c) =>
  contactShadow(310, 484, 190, c.ink) +
  placed(
    'translate(44 -18)',
    shape('M150 200 H268 L276 320 Q300 352 366 364 Q416 374 416 424 V440 H146 Z', c.deep),
    rect(138, 432, 284, 34, 12, c.ink),
  ) +
  shape('M130 226 H248 L256 344 Q280 376 346 388 Q396 398 396 448 V456 H126 Z', c.body) +
  rect(118, 212, 140, 38, 16, c.accent) +
  rect(118, 450, 286, 36, 12, c.ink) +
  line('M228 280 L262 272 M234 312 L270 302 M246 344 L284 330', c.light, 8) +
  faint(0.2, line('M320 386 Q316 424 330 448', c.ink, 5));

const quilt: Motif = (c, sign) =>
  contactShadow(300, 484, 170, c.ink) +
  rect(160, 246, 280, 238, 80, c.body) +
  [214, 268, 332, 386].map((x) => faint(0.2, line(`M${x} 256 V476`, c.ink, 4))).join('') +
  oval(300, 250, 132, 36, c.deep) +
  line('M188 330 H412', c.accent, 13) +
  line('M236 238 C240 180 360 180 364 238', c.accent, 9) +
  placed(
    'rotate(-4 300 400)',
    rect(252, 366, 96, 84, 12, c.light),
    emblem(sign, 300, 408, 0.72, c.body, c.light),
  );

export const trailMotifs = { tent, backpack, gaiwan, teapot, lantern, trailhead, boots, quilt };
