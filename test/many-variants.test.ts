import { expect, it } from 'vitest';
import { changeCatalog } from '../server/src/catalog/catalog-change.js';
import { feedVariants } from '../server/src/catalog/feed-states.queries.js';
import { tellChanges } from '../server/src/catalog/tell-changes.js';
import { STOCK_TOPIC } from '../server/src/stock/stock.book.js';
import { shareStage, stage } from './shared-stage.js';

shareStage({ workers: 1 });

it('each of many variants that change together is looked at by itself, not beside every other', async () => {
  const ids = [];
  for (let count = 0; count < 40; count += 1) ids.push(await stage.variant({ points: 100 }));
  let looks = 0;
  const touched = ids.map((id) => ({
    kind: null,
    get variantId() {
      looks += 1;
      return id;
    },
  }));
  const telling = {
    program: { id: stage.programId, timeZone: 'Asia/Shanghai' },
    now: stage.clock.now(),
  };
  await stage.database.transaction((client) => tellChanges(client, telling, touched));
  expect(looks).toBe(ids.length);
  const told = await stage.database.query(
    'SELECT 1 FROM outbox WHERE topics::jsonb -> $1 @> to_jsonb($2::text[])',
    [STOCK_TOPIC, ids],
  );
  expect(told).toHaveLength(1);
});

it('of variants in which nothing changed that partners are told, those with windows alone are read', async () => {
  const ids = [];
  for (let count = 0; count < 4; count += 1) ids.push(await stage.variant({ points: 100 }));
  const [inSale, priced, plain, repriced] = ids;
  await stage.database.query(
    'UPDATE reward SET on_sale_until = $2 WHERE id = (SELECT reward_id FROM variant WHERE id = $1)',
    [inSale, new Date(stage.clock.now().getTime() + 1)],
  );
  await stage.database.query('UPDATE price_plan SET starts_at = $2 WHERE variant_id = $1', [
    priced,
    stage.clock.now(),
  ]);
  const read = await feedVariants(
    stage.database,
    [repriced ?? ''],
    [inSale ?? '', priced ?? '', plain ?? ''],
  );
  expect(new Set(read.keys())).toEqual(new Set([inSale, priced, repriced]));
});

it('as many variants change together as a zone may hold', async () => {
  const ids = Array.from({ length: 200_000 }, () => stage.newId());
  const parts = { database: stage.database, newId: stage.newId, onCommit: () => undefined };
  const program = { id: stage.programId, timeZone: 'Asia/Shanghai', currency: 'CNY' } as const;
  const operator = { program, actor: 'test', now: stage.clock.now() };
  const done = await changeCatalog(parts, operator, async (change) => {
    change.changed(ids, null);
    return { count: ids.length };
  });
  expect(done).toEqual({ count: 200_000 });
  const told = await stage.database.query<{ count: number }>(
    'SELECT max(json_array_length(topics -> $1)) AS count FROM outbox',
    [STOCK_TOPIC],
  );
  expect(told).toEqual([{ count: 200_000 }]);
});
