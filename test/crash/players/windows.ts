import type { Queryable } from '@jifen/server/platform/database.js';
import { z } from 'zod';
import { uuidOf } from '../mall.js';
import type { Player, Scene } from '../operation.js';

const name = 'windows';
const rewardCreate = `mutation ($input: RewardCreateInput!) {
  rewardCreate(input: $input) { reward { variants { id } } userErrors { code message } }
}`;
const createdShape = z.object({
  rewardCreate: z.object({
    reward: z.object({ variants: z.tuple([z.object({ id: z.string() })]) }),
  }),
});
const count = 12;
const [firstOpensMs, apartMs, openMs] = [2_000, 600, 2_500];
const usually = 50;
const meanwhile = 5;

/**
 * Prices and sales that begin and end by the clock alone, one after the other, all through the round. Partners hear of each
 * turn once, or of none of the two when nobody could be told between them.
 */
export const windows: Player = {
  name,
  weight: 0,
  jobs: ['catalog-turn-windows'],
  async furnish(admin, mall) {
    const variants: string[] = [];
    for (let nth = 0; nth < count; nth += 1) {
      // From its own making: on a crowded machine a reward takes a second, and would be made when its window is open already.
      const opens = Date.now() + firstOpensMs + nth * apartMs;
      const input = rewardInput(nth, new Date(opens), new Date(opens + openMs));
      const [variant] = createdShape.parse(await admin(rewardCreate, input)).rewardCreate.reward.variants;
      variants.push(uuidOf('variant', variant.id));
    }
    mall.more.set(name, variants);
  },
  propose: () => null,
  ask: () => null,
  done: () => ({}),
  async due(scene, db) {
    const rows = await db.query('SELECT FROM variant WHERE id = ANY($1::uuid[]) AND turns_at IS NOT NULL', [
      variantsOf(scene),
    ]);
    return rows.map(() => 'a window that has not turned for the last time');
  },
  async check(scene, db) {
    const told = await readTold(scene, db);
    const wrong = variantsOf(scene).flatMap((variant, nth) => contradictions(nth, told.get(variant) ?? []));
    const turned = [...told.values()].some((states) => states.length > 1);
    return turned ? wrong : [...wrong, 'no window was told in this round'];
  },
};

/** Of two neighbours one has a sale, the other a price that is over soon. */
function rewardInput(nth: number, startsAt: Date, endsAt: Date): object {
  const title = { zh: `限时${nth}`, en: `For a while ${nth}` };
  const plan = (points: number) => ({ price: { points } });
  const selling = isSale(nth);
  return {
    handle: `window-${nth}`,
    kind: 'PHYSICAL',
    listed: true,
    title,
    ...(selling ? { onSaleFrom: startsAt, onSaleUntil: endsAt } : {}),
    variants: [
      {
        title,
        pricePlans: [plan(usually), ...(selling ? [] : [{ ...plan(meanwhile), startsAt, endsAt }])],
        stock: { onHand: 1 },
      },
    ],
  };
}

function isSale(nth: number): boolean {
  return nth % 2 === 1;
}

function contradictions(nth: number, states: readonly string[]): string[] {
  const open = said(true, isSale(nth) ? [usually] : [usually, meanwhile]);
  const closed = said(!isSale(nth), [usually]);
  const right = states.every((state, at) => state === (at % 2 === 0 ? closed : open));
  return right && states.at(-1) === closed
    ? []
    : [`of window ${nth} partners were told ${states.join(', then ')}`];
}

function said(listed: boolean, points: readonly number[]): string {
  return `${listed ? 'listed' : 'not listed'} for ${points.join(' or ')}`;
}

/** What the feed says of each variant, in order. */
async function readTold(scene: Scene, db: Queryable): Promise<Map<string, string[]>> {
  const rows = await db.query<{ variant: string; state: string }>(
    `SELECT e.variant, e.state FROM stock_feed f
      CROSS JOIN LATERAL ROWS FROM (unnest(f.variants), string_to_table(f.states, E'\\n'))
        WITH ORDINALITY AS e(variant, state, nr)
      WHERE f.program_id = $1 AND e.variant = ANY($2::uuid[]) ORDER BY f.position, e.nr`,
    [scene.mall.programUuid, variantsOf(scene)],
  );
  const told = new Map<string, string[]>();
  for (const { variant, state } of rows) {
    const { listed, prices } = stateShape.parse(JSON.parse(state));
    const points = prices.map((price) => price.points);
    told.set(variant, [...(told.get(variant) ?? []), said(listed, points)]);
  }
  return told;
}

const stateShape = z.object({ listed: z.boolean(), prices: z.array(z.object({ points: z.number() })) });

function variantsOf({ mall }: Scene): string[] {
  return z.array(z.string()).parse(mall.more.get(name));
}
