import { emblem } from './emblems.js';
import type { Motif } from './motifs.brew.js';
import { contactShadow, disc, faint, line, oval, placed, rect, ring, shape } from './shapes.js';

const giftBox: Motif = (c, sign) =>
  contactShadow(300, 486, 180, c.ink) +
  rect(164, 280, 272, 206, 16, c.body) +
  faint(0.15, shape('M380 280 H420 Q436 280 436 296 V470 Q436 486 420 486 H360 Z', c.ink)) +
  rect(278, 280, 44, 206, 0, c.accent) +
  rect(146, 236, 308, 66, 16, c.deep) +
  rect(276, 236, 48, 66, 0, c.accent) +
  shape('M300 236 C250 150 160 168 196 220 C212 240 262 238 300 236 Z', c.accent) +
  shape('M300 236 C350 150 440 168 404 220 C388 240 338 238 300 236 Z', c.accent) +
  faint(
    0.25,
    shape('M300 236 C270 190 220 178 214 208 C222 228 262 236 300 236 Z', c.ink),
    shape('M300 236 C330 190 380 178 386 208 C378 228 338 236 300 236 Z', c.ink),
  ) +
  disc(300, 234, 22, c.light) +
  emblem(sign, 300, 234, 0.36, c.deep, c.light);

const tin: Motif = (c, sign) =>
  contactShadow(300, 486, 150, c.ink) +
  shape('M180 226 V452 Q180 486 300 486 Q420 486 420 452 V226 Z', c.body) +
  rect(180, 296, 240, 124, 0, c.light) +
  faint(0.13, shape('M366 226 H420 V452 Q420 474 366 482 Z', c.ink)) +
  emblem(sign, 290, 358, 1.1, c.body, c.light) +
  shape('M170 186 Q170 160 300 160 Q430 160 430 186 V232 Q430 254 300 254 Q170 254 170 232 Z', c.deep) +
  oval(300, 184, 130, 24, c.accent) +
  faint(0.2, oval(300, 184, 104, 17, c.ink)) +
  oval(300, 180, 104, 16, c.accent);

const jar: Motif = (c, sign) =>
  contactShadow(300, 486, 130, c.ink) +
  faint(0.6, rect(186, 210, 228, 276, 44, c.light)) +
  shape(
    'M204 300 C240 284 270 312 304 298 C340 284 368 306 396 294 V440 Q396 470 366 470 H234 Q204 470 204 440 Z',
    c.body,
  ) +
  faint(
    0.35,
    [
      [236, 330],
      [276, 348],
      [330, 328],
      [368, 350],
      [232, 430],
      [372, 432],
      [300, 446],
    ]
      .map(([x = 0, y = 0]) => disc(x, y, 11, c.light))
      .join(''),
  ) +
  rect(236, 352, 128, 84, 12, c.light) +
  emblem(sign, 300, 394, 0.7, c.deep, c.light) +
  rect(196, 158, 208, 58, 16, c.accent) +
  faint(0.16, rect(196, 196, 208, 20, 10, c.ink)) +
  faint(0.7, line('M208 250 V292', c.light, 9));

const cookie = (x: number, y: number, r: number, dough: string, chip: string) =>
  disc(x, y, r, dough) +
  [
    [-0.4, -0.35],
    [0.25, -0.5],
    [0.5, 0.1],
    [-0.1, 0.1],
    [-0.5, 0.35],
    [0.2, 0.55],
  ]
    .map(([dx = 0, dy = 0]) => disc(x + dx * r, y + dy * r, r * 0.12, chip))
    .join('');

const cookies: Motif = (c) =>
  faint(0.12, oval(300, 480, 210, 28, c.ink)) +
  oval(300, 468, 206, 26, c.light) +
  faint(0.12, oval(300, 472, 150, 14, c.ink)) +
  cookie(226, 370, 88, c.body, c.ink) +
  cookie(384, 374, 84, c.deep, c.light) +
  cookie(304, 264, 92, c.body, c.ink) +
  faint(0.35, line('M246 232 A66 66 0 0 1 292 198', c.light, 9));

const croissant: Motif = (c) =>
  contactShadow(300, 462, 200, c.ink) +
  oval(300, 456, 216, 24, c.light) +
  shape(
    'M112 424 C96 300 186 220 300 220 C414 220 504 300 488 424 C452 460 416 430 402 392 C356 352 244 352 198 392 C184 430 148 460 112 424 Z',
    c.body,
  ) +
  faint(
    0.3,
    shape(
      'M300 220 C330 220 356 226 380 236 L346 364 C316 358 284 358 254 364 L220 236 C244 226 270 220 300 220 Z',
      c.light,
    ),
  ) +
  faint(
    0.5,
    shape(
      'M166 276 L222 374 C212 380 204 386 198 392 C188 420 166 442 142 440 L120 340 C128 316 144 294 166 276 Z',
      c.deep,
    ),
    shape(
      'M434 276 L378 374 C388 380 396 386 402 392 C412 420 434 442 458 440 L480 340 C472 316 456 294 434 276 Z',
      c.deep,
    ),
  ) +
  faint(0.5, line('M250 246 C280 238 320 238 350 246', c.light, 8));

const bar: Motif = (c, sign) =>
  contactShadow(300, 470, 170, c.ink) +
  placed(
    'rotate(-14 300 320)',
    shape(
      'M250 116 L262 128 L274 116 L286 128 L298 116 L310 128 L322 116 L334 128 L346 116 L352 140 V250 H246 V140 Z',
      c.deep,
    ),
    rect(246, 140, 106, 66, 0, c.deep),
    rect(246, 196, 106, 250, 8, c.light),
    rect(246, 230, 106, 180, 0, c.body),
    emblem(sign, 299, 320, 0.92, c.light, c.body),
    shape(
      'M246 440 H352 V462 L342 474 L331 462 L320 474 L309 462 L298 474 L287 462 L276 474 L265 462 L254 474 L246 464 Z',
      c.deep,
    ),
    faint(0.13, rect(324, 140, 28, 306, 0, c.ink)),
  ) +
  cookie(432, 436, 42, c.accent, c.deep);

const chocolate: Motif = (c) =>
  contactShadow(300, 480, 170, c.ink) +
  placed(
    'rotate(-8 300 320)',
    rect(190, 150, 220, 320, 16, c.deep),
    ...[0, 1, 2].flatMap((row) =>
      [0, 1, 2].map(
        (column) =>
          rect(202 + column * 68, 162 + row * 62, 60, 54, 8, c.body) +
          faint(0.2, rect(208 + column * 68, 168 + row * 62, 48, 8, 4, c.light)),
      ),
    ),
    shape(
      'M178 330 L216 310 L250 336 L290 308 L330 334 L372 306 L422 330 V470 Q422 484 408 484 H192 Q178 484 178 470 Z',
      c.accent,
    ),
    rect(178, 390, 244, 50, 0, c.light),
    faint(0.14, shape('M372 306 L422 330 V470 Q422 484 408 484 H366 Z', c.ink)),
  );

const carton: Motif = (c, sign) =>
  contactShadow(300, 486, 130, c.ink) +
  rect(262, 100, 76, 34, 8, c.deep) +
  shape('M212 226 L262 130 H338 L388 226 Z', c.glow) +
  faint(0.14, shape('M300 130 H338 L388 226 H330 Z', c.ink)) +
  shape('M212 226 H388 V470 Q388 486 372 486 H228 Q212 486 212 470 Z', c.light) +
  shape(
    'M212 350 C250 316 290 378 330 346 C354 328 372 336 388 346 V470 Q388 486 372 486 H228 Q212 486 212 470 Z',
    c.body,
  ) +
  emblem(sign, 294, 290, 0.85, c.deep, c.light) +
  faint(0.12, shape('M344 226 H388 V470 Q388 486 372 486 H344 Z', c.ink)) +
  disc(300, 172, 15, c.accent);

const bottle: Motif = (c, sign) =>
  contactShadow(300, 486, 100, c.ink) +
  rect(254, 110, 92, 74, 18, c.deep) +
  faint(0.3, line('M270 126 V166', c.light, 7)) +
  rect(262, 180, 76, 22, 0, c.ink) +
  shape(
    'M228 246 Q228 200 268 196 H332 Q372 200 372 246 V458 Q372 486 344 486 H256 Q228 486 228 458 Z',
    c.body,
  ) +
  faint(0.15, shape('M334 196 Q372 200 372 246 V458 Q372 486 344 486 H330 Z', c.ink)) +
  faint(0.35, line('M250 254 V440', c.light, 10)) +
  emblem(sign, 300, 346, 0.95, c.light, c.body) +
  rect(228, 440, 144, 14, 0, c.accent);

const straws: Motif = (c) =>
  contactShadow(300, 486, 120, c.ink) +
  line('M262 320 L212 130', c.accent, 19) +
  line('M286 320 L268 112', c.deep, 19) +
  line('M312 320 L326 118', c.light, 19) +
  line('M338 320 L384 140', c.accent, 19) +
  shape('M204 290 H396 L380 462 Q378 486 354 486 H246 Q222 486 220 462 Z', c.body) +
  faint(0.14, shape('M352 290 H396 L380 462 Q378 486 354 486 H332 Z', c.ink)) +
  line('M206 291 H394', c.deep, 14) +
  ring(300, 388, 34, c.light, 7) +
  disc(300, 388, 12, c.light);

const filters: Motif = (c) =>
  contactShadow(300, 480, 170, c.ink) +
  [0, 1, 2, 3]
    .map((layer) =>
      placed(
        `translate(${layer * 12 - 18} ${layer * -14 + 20})`,
        shape('M136 214 Q300 150 464 214 L328 446 Q300 476 272 446 Z', layer % 2 === 0 ? c.glow : c.light),
        faint(0.14, line('M136 214 L272 446 Q300 476 328 446 L464 214', c.ink, 3)),
      ),
    )
    .join('') +
  placed(
    'translate(18 -22)',
    faint(0.1, shape('M300 184 Q390 184 464 214 L328 446 Q314 462 300 462 Z', c.ink)),
    ...[230, 265, 300, 335, 370].map((x) =>
      faint(0.18, line(`M${x} 214 L${300 + (x - 300) * 0.3} 410`, c.deep, 3)),
    ),
  ) +
  placed('translate(18 -22)', shape('M226 322 L374 322 L342 378 L258 378 Z', c.accent));

const scoop: Motif = (c) =>
  contactShadow(300, 456, 190, c.ink) +
  placed(
    'rotate(-24 300 320)',
    rect(280, 300, 250, 34, 17, c.body),
    faint(0.3, line('M300 308 H508', c.light, 6)),
    disc(504, 317, 7, c.ground),
    shape('M102 286 H304 V316 Q304 410 203 410 Q102 410 102 316 Z', c.deep),
    oval(203, 286, 101, 32, c.body),
    oval(203, 290, 84, 23, c.ink),
    ...[
      [160, 280],
      [198, 270],
      [238, 282],
      [186, 292],
      [222, 296],
    ].map(([x = 0, y = 0], index) =>
      placed(
        `rotate(${index * 40} ${x} ${y})`,
        oval(x, y, 18, 12, c.deep),
        line(`M${x - 15} ${y} q15 -6 30 0`, c.ink, 3),
      ),
    ),
  );

export const tableMotifs = {
  giftBox,
  tin,
  jar,
  cookies,
  croissant,
  bar,
  chocolate,
  carton,
  bottle,
  straws,
  filters,
  scoop,
};
