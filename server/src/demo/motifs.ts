import { brewMotifs } from './motifs.brew.js';
import type { Motif } from './motifs.brew.js';
import { homeMotifs } from './motifs.home.js';
import { paperMotifs } from './motifs.paper.js';
import { tableMotifs } from './motifs.table.js';
import { trailMotifs } from './motifs.trail.js';
import { wearMotifs } from './motifs.wear.js';

/** Every kind of good that can be drawn. */
export const motifs = {
  ...brewMotifs,
  ...tableMotifs,
  ...homeMotifs,
  ...wearMotifs,
  ...paperMotifs,
  ...trailMotifs,
} satisfies Record<string, Motif>;

export type MotifName = keyof typeof motifs;
