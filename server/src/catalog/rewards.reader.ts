import DataLoader from 'dataloader';
import type { RequestContext } from '../graphql/context.js';
import type { Database } from '../platform/database.js';
import { inForce } from '../program/rule-versions.rules.js';
import { footingOf } from '../tier/footing.rules.js';
import { scoringOf } from '../tier/scoring.js';
import { standingLoader } from '../tier/tier.queries.js';
import type { Reward, Variant } from './reward.types.js';
import type { View } from './plan.view.js';
import { rewardView } from './reward.view.js';
import type { Viewer } from './rewards.filter.js';
import { type ListOfRewards, rewardsBy, rewardsCounts } from './rewards.queries.js';

/** Whoever asks, as the catalog's queries see them. */
export function viewerOf(context: RequestContext): Viewer {
  return {
    programId: context.program.id,
    timeZone: context.program.timeZone,
    bands: context.program.rules.bands,
    memberId: context.member?.id ?? null,
    footing: null,
    now: context.now,
  };
}

/** The same with where the member stands, for what they can afford. */
export async function standingViewerOf(database: Database, context: RequestContext): Promise<Viewer> {
  const viewer = viewerOf(context);
  if (viewer.memberId === null) return viewer;
  const standing = await standingLoader(database, context).load(viewer.memberId);
  return { ...viewer, footing: footingOf(rulesOf(context).rules, standing?.tier ?? null) };
}

export function viewOf(context: RequestContext): View {
  const { language, now, program } = context;
  return { language, now, scoring: scoringOf(program), rules: rulesOf(context) };
}

function rulesOf({ program, now }: RequestContext) {
  return inForce(program.rules.tiers, now);
}

const rewardsKey = Symbol('rewards by id');
const variantsKey = Symbol('variants by id');

/** Rewards by uuid, one statement a request and tick; null for drafts and what is not of this program. */
export function rewardLoader(database: Database, context: RequestContext): DataLoader<string, Reward | null> {
  return context.memo(
    rewardsKey,
    () =>
      new DataLoader<string, Reward | null>(async (ids) => {
        const rows = await rewardsBy(database, viewerOf(context), { ids });
        const found = new Map(rows.map((row) => [row.id, rewardView(row, viewOf(context))]));
        return ids.map((id) => found.get(id) ?? null);
      }),
  );
}

/** Variants by uuid, each with the reward it belongs to. */
export function variantLoader(
  database: Database,
  context: RequestContext,
): DataLoader<string, Variant | null> {
  return context.memo(
    variantsKey,
    () =>
      new DataLoader<string, Variant | null>(async (ids) => {
        const rows = await rewardsBy(database, viewerOf(context), { variantIds: ids });
        const found = new Map<string, Variant>();
        for (const row of rows) {
          const reward = rewardView(row, viewOf(context));
          row.variants.forEach((variant, at) => {
            const view = reward.variants[at];
            if (view !== undefined) found.set(variant.id, view);
          });
        }
        return ids.map((id) => found.get(id) ?? null);
      }),
  );
}

const countsKey = Symbol('how many rewards lists hold');
/** Each is looked for by itself within the statement; more of them would make it a long one. */
const mostCountedTogether = 20;

/** How many rewards lists hold, those of one tick in one statement. */
export function countLoader(database: Database, context: RequestContext): DataLoader<ListOfRewards, number> {
  return context.memo(
    countsKey,
    () =>
      new DataLoader<ListOfRewards, number>((lists) => rewardsCounts(database, lists), {
        cache: false,
        maxBatchSize: mostCountedTogether,
      }),
  );
}
