import { afterEach, describe, expect, it } from 'vitest';
import { closePools } from '../server/src/crowdfunding/close-pools.js';
import { dayMs, openPool, pledging, poolRow } from './crowdfunding-stage.js';
import { shareStage, stage } from './shared-stage.js';

shareStage();

/** From now on no row of this table that says so can be stored. */
async function refuse(table: string, when: string): Promise<void> {
  await stage.database.pool.query(`
    CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'Not this one.'; END $$;
    CREATE TRIGGER refuse_row BEFORE UPDATE ON ${table} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse_row()`);
}

const letThrough = () => stage.database.pool.query('DROP FUNCTION refuse_row CASCADE');

/** A pool that its only pledge fills; nobody has begun to capture it. */
async function fullPool(): Promise<string> {
  const poolId = await openPool(stage, { target: 50, allotment: 'draw', winners: 1 });
  const outcome = await stage.groups.submit(pledging(stage, await stage.member(50), poolId, 50));
  expect(outcome).toMatchObject({ reached: true });
  return poolId;
}

describe('the job that ends pools', () => {
  afterEach(letThrough);

  it('captures and draws full pools though another, whose time is up, cannot be closed', async () => {
    const overdue = await openPool(stage);
    stage.clock.forward(dayMs);
    const full = await fullPool();
    await refuse('pool_tally', `NEW.pool_id = '${overdue}'`);
    await expect(closePools(stage)).rejects.toThrow('Not this one.');
    expect(await poolRow(stage, overdue)).toMatchObject({ state: 'open' });
    expect(await poolRow(stage, full)).toMatchObject({ state: 'completed', escrow: 50, won: 1 });
  });

  it('draws what is captured though a pledge in another pool cannot be', async () => {
    const drawn = await fullPool();
    await refuse('pool_tally', `NEW.pool_id = '${drawn}' AND NEW.state = 'completed'`);
    await expect(closePools(stage)).rejects.toThrow('Not this one.');
    expect(await poolRow(stage, drawn)).toMatchObject({ state: 'succeeded', unresolved: 0, won: 0 });
    await letThrough();
    const stuck = await fullPool();
    await refuse('pledge', `NEW.pool_id = '${stuck}'`);
    await expect(closePools(stage)).rejects.toThrow('Not this one.');
    expect(await poolRow(stage, stuck)).toMatchObject({ state: 'succeeded', unresolved: 1 });
    expect(await poolRow(stage, drawn)).toMatchObject({ state: 'completed', won: 1 });
  });
});
