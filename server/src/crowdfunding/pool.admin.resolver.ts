import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { byNumber, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { NamedArgs, OperatorOpenPageArgs, OperatorPageArgs, type PageArgs } from '../graphql/list-args.js';
import { imageDrafts } from '../catalog/admin-draft.js';
import { presentationChanges } from '../catalog/presentation.admin.inputs.js';
import { textOf } from '../graphql/localized.js';
import { minorUnits } from '../graphql/money.types.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { invalid } from '../platform/content.rules.js';
import { decodeId } from '../platform/ids.js';
import { isRefused, refuse, type Refused, unknownId } from '../platform/refusal.js';
import { actorOf, operatorOf } from '../program/audit.js';
import type { Hands } from '../program/capability.js';
import { cancelPool } from './cancel-pool.js';
import { type ClosingParts, resolveSoon } from './close-pools.js';
import { createPool } from './create-pool.js';
import {
  type AdminPledge,
  AdminPledgeConnection,
  AdminPool,
  AdminPoolConnection,
  PoolCancelInput,
  PoolCancelPayload,
  PoolCreateInput,
  PoolCreatePayload,
  type PoolPayload,
  PoolSettleInput,
  PoolSettlePayload,
  PoolUpdateInput,
  PoolUpdatePayload,
} from './pool.admin.types.js';
import { adminPledge, adminView } from './pool.admin.view.js';
import type { PoolDraft } from './pool-draft.rules.js';
import { listPledgesTo } from './pool.queries.js';
import { namedPool, poolPage } from './pool.resolver.js';
import { settlePool } from './settle-pool.js';
import { poolLoader } from './pool.view.js';
import { updatePool } from './update-pool.js';

/** What operators do for pools. */
@Resolver()
export class AdminPoolResolver {
  constructor(
    private readonly parts: ClosingParts &
      Pick<Hands, 'database' | 'reads' | 'newId' | 'random' | 'onCommit'>,
  ) {}

  @Query(() => AdminPoolConnection, { description: 'All pools, newest first.' })
  pools(
    @Ctx() context: RequestContext,
    @Args(() => OperatorOpenPageArgs) asked: OperatorOpenPageArgs,
  ): Promise<Connection<AdminPool>> {
    return poolPage(this.parts.reads, context, asked, (row) => adminView(row, context));
  }

  @Query(() => AdminPool, {
    nullable: true,
    description: 'One pool, by its id or handle; null when there is none.',
  })
  async pool(
    @Ctx() context: RequestContext,
    @Args(() => NamedArgs) named: NamedArgs,
  ): Promise<AdminPool | null> {
    const row = await namedPool(this.parts.reads, context, named);
    return row === null ? null : adminView(row, context);
  }

  @Query(() => AdminPledgeConnection, {
    description: 'The pledges to one pool in the order of their numbers; empty when there is no such.',
  })
  async poolPledges(
    @Ctx() context: RequestContext,
    @Arg('poolId', () => ID, { description: 'The id of the pool.' }) poolId: string,
    @Args(() => OperatorPageArgs) asked: PageArgs,
    @Arg('allotted', () => Boolean, {
      nullable: true,
      description: 'Only of those who get what the pool is for, or only of the others; absent: all.',
    })
    allotted: boolean | null,
  ): Promise<Connection<AdminPledge>> {
    const uuid = decodeId('pool', poolId);
    const of = { programId: context.program.id, poolId: uuid ?? '', allotted: allotted ?? null };
    const read = async (behind: number | null, limit: number) => {
      if (uuid === null) return [];
      const rows = await listPledgesTo(this.parts.reads, { ...of, after: behind ?? 0, limit });
      return rows.map(adminPledge);
    };
    return keysetPage(asked, byNumber('poolPledges'), ({ number }) => number, read);
  }

  @Mutation(() => PoolCreatePayload, {
    description:
      'Opens a pool with its escrow; members can pledge from then on. Refuses with InvalidInput or AlreadyExists.',
  })
  async poolCreate(
    @Arg('input', () => PoolCreateInput, { description: 'What to do, in one object.' })
    input: PoolCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<PoolCreatePayload> {
    const outcome = await createPool(this.parts, operatorOf(context), draftOf(input));
    return this.#payload(outcome, context);
  }

  @Mutation(() => PoolUpdatePayload, {
    description:
      'Puts right what is told of a pool, in every state of it: title, summary, story and pictures. Refuses with NotFound or InvalidInput.',
  })
  async poolUpdate(
    @Arg('input', () => PoolUpdateInput, { description: 'What to do, in one object.' })
    input: PoolUpdateInput,
    @Ctx() context: RequestContext,
  ): Promise<PoolUpdatePayload> {
    const poolId = decodeId('pool', input.poolId);
    if (poolId === null) return this.#payload(unknownId('poolId', input.poolId), context);
    const changes = presentationChanges(input);
    return this.#payload(await updatePool(this.parts, operatorOf(context), poolId, changes), context);
  }

  @Mutation(() => PoolCancelPayload, {
    description:
      'Calls an open pool off: everything pledged is given back, and everybody who pledged is told why. Refuses with NotFound, InvalidState (it is closed), InvalidInput or IdempotencyConflict.',
  })
  async poolCancel(
    @Arg('input', () => PoolCancelInput, { description: 'What to do, in one object.' })
    input: PoolCancelInput,
    @Ctx() context: RequestContext,
  ): Promise<PoolCancelPayload> {
    const poolId = decodeId('pool', input.poolId);
    if (poolId === null) return this.#payload(unknownId('poolId', input.poolId), context);
    const outcome = await this.parts.groups.submit(
      cancelPool({
        programId: context.program.id,
        poolId,
        actor: actorOf(context),
        idempotencyKey: input.idempotencyKey,
        reason: textOf(input.reason),
      }),
    );
    if (!isRefused(outcome)) void resolveSoon(this.parts, poolId);
    return this.#payload(outcome, context);
  }

  @Mutation(() => PoolSettlePayload, {
    description:
      'Pays out the points of a completed pool, once and all of them, with a statement. Refuses with NotFound, InvalidState (it is not completed, or settled already), CurrencyMismatch, InvalidInput or IdempotencyConflict.',
  })
  async poolSettle(
    @Arg('input', () => PoolSettleInput, { description: 'What to do, in one object.' })
    input: PoolSettleInput,
    @Ctx() context: RequestContext,
  ): Promise<PoolSettlePayload> {
    const poolId = decodeId('pool', input.poolId);
    if (poolId === null) return this.#payload(unknownId('poolId', input.poolId), context);
    const minor = input.amount ? minorUnits(input.amount) : null;
    if (input.amount && minor === null) {
      const [zh, en] = ['金额的小数位数超过最小单位，或金额过大。', 'The amount is too fine, or too large.'];
      return this.#payload(refuse(invalid(['amount'], zh, en)), context);
    }
    const outcome = await this.parts.groups.submit(
      settlePool({
        programId: context.program.id,
        poolId,
        actor: actorOf(context),
        idempotencyKey: input.idempotencyKey,
        statement: textOf(input.statement),
        amount: input.amount && minor !== null ? { minor, currency: input.amount.currencyCode } : null,
        documentUrl: input.documentUrl ?? null,
        currency: context.program.currency,
      }),
    );
    return this.#payload(outcome, context);
  }

  async #payload(outcome: { poolId: string } | Refused, context: RequestContext): Promise<PoolPayload> {
    if (isRefused(outcome)) {
      return { pool: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    const { poolId } = outcome;
    const row = await poolLoader(this.parts.database, context).clear(poolId).load(poolId);
    return { pool: row === null ? null : adminView(row, context), userErrors: [] };
  }
}

function draftOf(input: PoolCreateInput): PoolDraft {
  const { handle, target, least, deadline, allotment } = input;
  return {
    handle,
    title: textOf(input.title),
    summary: textOf(input.summary),
    story: textOf(input.story),
    images: imageDrafts(input.images),
    target,
    least,
    most: input.most ?? null,
    deadline,
    allotment,
    terms: textOf(input.terms),
    winners: input.winners ?? null,
  };
}
