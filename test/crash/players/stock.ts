import type { Queryable } from '@jifen/server/platform/database.js';
import { z } from 'zod';
import type { Player } from '../operation.js';

const name = 'stock';
const document =
  'mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { stock { variantId } userErrors { code } } }';
const payloadShape = z.object({ stock: z.object({ variantId: z.string() }) });

type Row = { variant_id: string; on_hand: number; sold: number; delivered: number; codes: number };

/** The operator counts pieces in and out while they are being sold. */
export const stock: Player = {
  name,
  weight: 1,
  reaches: { adjust: 800 },
  propose(chance, { mall }) {
    const goods = mall.variants.flatMap(({ virtual }, at) => (virtual ? [] : [at]));
    const variant = chance.pick(goods);
    return variant === undefined
      ? null
      : { action: 'adjust', args: { variant, change: chance.pick([-3, -1, 2, 4, 8]) ?? 1 } };
  },
  ask: ({ key, args }, { mall }) => ({
    endpoint: '/admin/graphql',
    document,
    variables: {
      input: {
        variantId: mall.variants[Number(args['variant'])]?.id,
        change: args['change'],
        idempotencyKey: key,
      },
    },
    member: null,
    field: 'stockAdjust',
  }),
  done: (_operation, payload) => ({ variantId: payloadShape.parse(payload).stock.variantId }),
  /** Every piece is on hand or sold, none twice. What was counted in is known by its key, answered or not. */
  async always(scene, db, keys) {
    const rows = await readStock(db, scene.mall.programUuid);
    const adjusted = [...scene.asked.values()].filter(
      ({ key, player, action }) => player === name && action === 'adjust' && keys.has(key),
    );
    return scene.mall.variants.flatMap((variant, at) => {
      const row = rows.find(({ variant_id: id }) => id === variant.uuid);
      const put = adjusted
        .filter(({ args }) => args['variant'] === at)
        .reduce((sum, { args }) => sum + Number(args['change']), variant.onHand);
      if (row === undefined) return [`the stock of variant ${variant.uuid} is gone`];
      const { on_hand: left, sold, delivered, codes } = row;
      if (left + sold !== put || left < 0 || sold > put)
        return [`of variant ${variant.uuid} there were ${put}: ${sold} are sold and ${left} left`];
      return variant.virtual && codes !== delivered
        ? [`of variant ${variant.uuid} ${delivered} are delivered with ${codes} codes`]
        : [];
    });
  },
  // Nothing more is true in the quiet.
  check: () => Promise.resolve([]),
};

function readStock(db: Queryable, programUuid: string): Promise<Row[]> {
  return db.query<Row>(
    `SELECT s.variant_id, s.on_hand::int, coalesce(l.sold, 0)::int AS sold, coalesce(l.delivered, 0)::int AS delivered,
            (SELECT count(*)::int FROM code c WHERE c.variant_id = s.variant_id AND c.exchange_id IS NOT NULL) AS codes
       FROM stock s
       LEFT JOIN (
         SELECT l.variant_id, sum(l.quantity) FILTER (WHERE l.delivered_at IS NOT NULL) AS delivered,
                sum(l.quantity) FILTER (WHERE e.state IN ('awaiting_payment', 'confirmed', 'fulfilled')
                                           OR e.state = 'refunded' AND l.delivered_at IS NOT NULL) AS sold
           FROM exchange_line l JOIN exchange e ON e.id = l.exchange_id GROUP BY l.variant_id) l USING (variant_id)
      WHERE s.program_id = $1`,
    [programUuid],
  );
}
