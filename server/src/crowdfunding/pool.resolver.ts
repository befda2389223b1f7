import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import { type RequestContext, requireMember } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { NamedArgs, OpenPageArgs } from '../graphql/list-args.js';
import { loadNodes, type NodeRegistry } from '../graphql/node.js';
import { toUserErrors } from '../graphql/user-errors.js';
import type { Database } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import { type Refused, unknownId } from '../platform/refusal.js';
import { scoringOf } from '../tier/scoring.js';
import { type ClosingParts, resolveSoon } from './close-pools.js';
import { type Committed, pledge } from './pledge.js';
import { findPoolId, listPools, pledgedNow } from './pool.queries.js';
import type { PoolPage } from './pool.rows.js';
import {
  type PledgePayload,
  Pool,
  PoolConnection,
  PoolPledgeInput,
  PoolPledgePayload,
  PoolWithdrawInput,
  PoolWithdrawPayload,
} from './pool.types.js';
import { pledgeLoader, pledgeView, poolLoader, poolView, progressView } from './pool.view.js';
import { withdraw } from './withdraw.js';

/** Pools are for everybody of the program; a pledge is for the member who made it. */
export function registerPoolNodes(registry: NodeRegistry, database: Database): void {
  registry.register('pool', 'Pool', (ids, context) =>
    loadNodes(poolLoader(database, context), ids, (row) => poolView(row, context)),
  );
  registry.register('pledge', 'Pledge', (ids, context) =>
    loadNodes(pledgeLoader(database, context), ids, pledgeView),
  );
}

/** The pool of this id or handle; null when there is none in the program. */
export async function namedPool(
  database: Database,
  context: RequestContext,
  { id, handle }: NamedArgs,
): Promise<PoolPage | null> {
  if (!id && !handle) throw badInput('Give either id or handle.');
  const uuid = id ? decodeId('pool', id) : await findPoolId(database, context.program.id, handle ?? '');
  return uuid === null ? null : poolLoader(database, context).load(uuid);
}

/** A page of pools, newest first, shown as the schema in question shows them. */
export async function poolPage<View extends { uuid: string }>(
  database: Database,
  context: RequestContext,
  asked: OpenPageArgs,
  view: (row: PoolPage) => View,
): Promise<Connection<View>> {
  const of = { programId: context.program.id, open: asked.open ?? null, now: context.now };
  const read = async (before: string | null, limit: number) =>
    (await listPools(database, { ...of, before, limit })).map(view);
  return keysetPage(asked, byId('pools'), ({ uuid }) => uuid, read);
}

@Resolver()
export class PoolResolver {
  constructor(private readonly parts: ClosingParts & { database: Database; reads: Database }) {}

  @Query(() => PoolConnection, { description: 'What members can make possible together, newest first.' })
  pools(
    @Ctx() context: RequestContext,
    @Args(() => OpenPageArgs) asked: OpenPageArgs,
  ): Promise<Connection<Pool>> {
    return poolPage(this.parts.reads, context, asked, (row) => poolView(row, context));
  }

  @Query(() => Pool, {
    nullable: true,
    description: 'One pool, by its id or handle; null when there is none.',
  })
  async pool(@Ctx() context: RequestContext, @Args(() => NamedArgs) named: NamedArgs): Promise<Pool | null> {
    const row = await namedPool(this.parts.reads, context, named);
    return row === null ? null : poolView(row, context);
  }

  @Mutation(() => PoolPledgePayload, {
    description:
      'Pledges points, or raises a pledge: they are held, and taken only when the pool is full in time. Points that come due meanwhile count for the pool; given back, they expire. Refuses with NotFound, InvalidState (it failed), TargetReached, AmountOutOfRange, InsufficientPoints, InvalidInput or IdempotencyConflict.',
  })
  async poolPledge(
    @Arg('input', () => PoolPledgeInput, { description: 'What to do, in one object.' })
    input: PoolPledgeInput,
    @Ctx() context: RequestContext,
  ): Promise<PoolPledgePayload> {
    const { id: memberId } = requireMember(context);
    const poolId = decodeId('pool', input.poolId);
    if (poolId === null) return this.#refused(unknownId('poolId', input.poolId), context);
    const { points, idempotencyKey } = input;
    const programId = context.program.id;
    const scoring = scoringOf(context.program);
    const pledging = pledge({ programId, memberId, poolId, points, scoring, idempotencyKey });
    const outcome = await this.parts.groups.submit(pledging);
    if ('refused' in outcome) return this.#refused(outcome, context);
    if (outcome.reached) void resolveSoon(this.parts, poolId);
    return this.#pledged(pledging.made(outcome), { poolId, memberId }, context);
  }

  @Mutation(() => PoolWithdrawPayload, {
    description:
      'Takes a pledge back while the pool is open; the points are free again at once. Refuses with NotFound, InvalidState (the pool is closed, or the member has nothing in it), InvalidInput or IdempotencyConflict.',
  })
  async poolWithdraw(
    @Arg('input', () => PoolWithdrawInput, { description: 'What to do, in one object.' })
    input: PoolWithdrawInput,
    @Ctx() context: RequestContext,
  ): Promise<PoolWithdrawPayload> {
    const { id: memberId } = requireMember(context);
    const poolId = decodeId('pool', input.poolId);
    if (poolId === null) return this.#refused(unknownId('poolId', input.poolId), context);
    const { idempotencyKey } = input;
    const programId = context.program.id;
    const withdrawing = withdraw({ programId, memberId, poolId, idempotencyKey });
    const outcome = await this.parts.groups.submit(withdrawing);
    if ('refused' in outcome) return this.#refused(outcome, context);
    return this.#pledged(withdrawing.made(outcome), { poolId, memberId }, context);
  }

  #refused({ refused }: Refused, { language }: RequestContext): PledgePayload {
    return { pledge: null, progress: null, userErrors: toUserErrors(refused, language) };
  }

  /** What the group committed, pledge and pool together; for an answer that was given before, as one statement finds them. */
  async #pledged(
    made: Committed | null,
    { poolId, memberId }: { poolId: string; memberId: string },
    context: RequestContext,
  ): Promise<PledgePayload> {
    const now =
      made === null
        ? await pledgedNow(this.parts.database, { programId: context.program.id, poolId, memberId })
        : { pledge: { ...made.pledge, allotted: false }, progress: { ...made.pool, poolId } };
    return {
      pledge: pledgeView(now.pledge),
      progress: progressView(now.progress, context),
      userErrors: [],
    };
  }
}
