import { closePools } from '../crowdfunding/close-pools.js';
import { createPool } from '../crowdfunding/create-pool.js';
import { pledge } from '../crowdfunding/pledge.js';
import { findPoolId } from '../crowdfunding/pool.queries.js';
import { grantPoints } from '../earning/grant-points.js';
import { ensureMember } from '../member/ensure-member.js';
import { scoringOf } from '../tier/scoring.js';
import type { DemoPool } from './crowdfunding.demo.js';
import type { DemoProgram } from './demo.types.js';
import { accepted, actor, type Seeding, type SeedParts } from './seed.parts.js';
import { text } from './wording.js';

const dayMs = 86_400_000;
const note = text('众筹活动积分', 'Points for pools');

/** Pools with what guests put into them so far; a full one is captured, and drawn where something is drawn. */
export async function seedPools(parts: SeedParts, seeding: Seeding, demo: DemoProgram): Promise<void> {
  for (const pool of demo.pools) await seedPool(parts, seeding, pool);
  await closePools(parts);
}

async function seedPool(parts: SeedParts, { program, now }: Seeding, pool: DemoPool): Promise<void> {
  const { handle, title, deadline } = pool;
  accepted(
    await createPool(
      parts,
      { programId: program.id, actor, now },
      {
        ...pool,
        images: [{ url: `/demo/pictures/${handle}.svg`, alt: title }],
        deadline: new Date(now.getTime() + deadline.days * dayMs),
      },
    ),
  );
  const poolId = await findPoolId(parts.database, program.id, handle);
  if (poolId === null) throw new Error(`The pool ${handle} was not made.`);
  const { id: programId, timeZone, rules } = program;
  const scoring = scoringOf(program);
  for (const [at, points] of pool.pledges.entries()) {
    const customerId = `${handle}-guest-${at + 1}`;
    const { id: memberId } = await ensureMember(parts, { programId, customerId, displayName: null }, now);
    const idempotencyKey = `demo ${handle} ${customerId}`;
    const granting = { programId, memberId, idempotencyKey, actor, points, note, expiresAt: null };
    accepted(await parts.groups.submit(grantPoints({ ...granting, timeZone, expiry: rules.expiry })));
    const pledging = pledge({ programId, memberId, poolId, points, scoring, idempotencyKey });
    accepted(await parts.groups.submit(pledging));
  }
}
