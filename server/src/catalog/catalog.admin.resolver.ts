import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { z } from 'zod';
import { decodeCursor, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { localize } from '../graphql/localized.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { decodeId } from '../platform/ids.js';
import { isRefused, refuse, type Refused, unknownId } from '../platform/refusal.js';
import { isKeepable } from '../platform/text.rules.js';
import { actorOf } from '../program/audit.js';
import { changesOf, createdDraft } from './admin-draft.js';
import {
  CatalogImportInput,
  RewardCreateInput,
  RewardDelistInput,
  RewardListInput,
  RewardUpdateInput,
} from './catalog.admin.inputs.js';
import {
  AdminReward,
  AdminRewardConnection,
  CatalogImportPayload,
  RewardPayload,
  RewardsPayload,
  RewardStateEnum,
} from './catalog.admin.types.js';
import { adminRewardView } from './catalog.admin.view.js';
import type { CatalogParts, Operator } from './catalog-change.js';
import { createReward } from './create-reward.js';
import { delistRewards } from './delist-rewards.js';
import { listRewards } from './list-rewards.js';
import { importCatalog } from './import/import-catalog.js';
import { UnreadableCatalog } from './import/shopify-csv.js';
import type { RewardState } from './reward.draft.js';
import { adminRewardByHandle, adminRewardsById, adminRewardsPage } from './rewards.admin.queries.js';
import { updateReward } from './update-reward.js';

const keyset = z.tuple([z.uuid()]);
const mostRewardsAtOnce = 1_000;

@Resolver(() => AdminReward)
export class CatalogAdminResolver {
  constructor(private readonly parts: CatalogParts) {}

  @Query(() => AdminRewardConnection, { description: 'Rewards of every state, the newest first.' })
  async rewards(
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, from 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor behind which to go on.' })
    after: string | null | undefined,
    @Arg('state', () => RewardStateEnum, { nullable: true, description: 'Only rewards of this state.' })
    state: RewardState | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<AdminRewardConnection> {
    const size = pageSize(first);
    const rows = await adminRewardsPage(this.parts.database, context.program.id, {
      first: size,
      after: after ? decodeCursor('rewards', after, keyset)[0] : null,
      state: state ?? null,
    });
    const cut = page(rows, { first: size, after, cursor: (row) => encodeCursor('rewards', [row.id]) });
    const edges = cut.edges.map(({ cursor, node }) => ({
      cursor,
      node: adminRewardView(node, viewAt(context)),
    }));
    return { edges, nodes: edges.map((edge) => edge.node), pageInfo: cut.pageInfo };
  }

  @Query(() => AdminReward, {
    nullable: true,
    description: 'One reward of any state; null when there is none.',
  })
  async reward(
    @Arg('id', () => ID, {
      nullable: true,
      description: 'Its id; without it the handle is needed, else BAD_USER_INPUT.',
    })
    id: string | null | undefined,
    @Arg('handle', () => String, { nullable: true, description: 'Its handle; not looked at beside an id.' })
    handle: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<AdminReward | null> {
    if (!id && !handle) throw badInput('Give either id or handle.');
    if (id) {
      const uuid = decodeId('reward', id);
      return uuid === null ? null : ((await this.#rewards([uuid], context))[0] ?? null);
    }
    if (!handle || !isKeepable(handle)) return null;
    const row = await adminRewardByHandle(this.parts.database, context.program.id, handle);
    return row === null ? null : adminRewardView(row, viewAt(context));
  }

  @Mutation(() => RewardPayload, {
    description:
      'Adds a reward with its variants, prices and first stock. Refuses with InvalidInput, CurrencyMismatch, NotFound (category, zone) or AlreadyExists (handle, SKU).',
  })
  async rewardCreate(
    @Arg('input', () => RewardCreateInput, { description: 'The reward.' }) input: RewardCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<RewardPayload> {
    const draft = createdDraft(input);
    if (isRefused(draft)) return this.#rewardPayload(draft, context);
    return this.#rewardPayload(
      await createReward(this.parts, operatorOf(context), draft, input.listed),
      context,
    );
  }

  @Mutation(() => RewardPayload, {
    description:
      'Changes a reward, all of it or nothing. Refuses with InvalidInput, CurrencyMismatch, NotFound (reward, variant, category, zone) or AlreadyExists (handle, SKU).',
  })
  async rewardUpdate(
    @Arg('input', () => RewardUpdateInput, { description: 'What is to change.' }) input: RewardUpdateInput,
    @Ctx() context: RequestContext,
  ): Promise<RewardPayload> {
    const uuid = decodeId('reward', input.id);
    const changes = changesOf(input);
    if (isRefused(changes)) return this.#rewardPayload(changes, context);
    const outcome =
      uuid === null
        ? unknownId('id', input.id)
        : await updateReward(this.parts, operatorOf(context), uuid, changes);
    return this.#rewardPayload(outcome, context);
  }

  @Mutation(() => RewardsPayload, {
    description: 'Shows rewards to members. Refuses with NotFound or InvalidInput; then none is listed.',
  })
  async rewardList(
    @Arg('input', () => RewardListInput, { description: 'Which rewards.' }) input: RewardListInput,
    @Ctx() context: RequestContext,
  ): Promise<RewardsPayload> {
    const ids = namedRewards(input.ids);
    const outcome = isRefused(ids) ? ids : await listRewards(this.parts, operatorOf(context), ids);
    return this.#rewardsPayload(outcome, context);
  }

  @Mutation(() => RewardsPayload, {
    description:
      'Takes rewards out of lists. Refuses with NotFound, or with InvalidInput for more than 30% of the listed ones; then none is delisted.',
  })
  async rewardDelist(
    @Arg('input', () => RewardDelistInput, { description: 'Which rewards.' }) input: RewardDelistInput,
    @Ctx() context: RequestContext,
  ): Promise<RewardsPayload> {
    const ids = namedRewards(input.ids);
    const outcome = isRefused(ids) ? ids : await delistRewards(this.parts, operatorOf(context), ids);
    return this.#rewardsPayload(outcome, context);
  }

  @Mutation(() => CatalogImportPayload, {
    description:
      'Imports a Shopify product CSV; safe to run twice. Bad rows are reported and left out. Refuses with InvalidInput when the text is no such file.',
  })
  async catalogImport(
    @Arg('input', () => CatalogImportInput, { description: 'The file.' }) input: CatalogImportInput,
    @Ctx() context: RequestContext,
  ): Promise<CatalogImportPayload> {
    try {
      const report = await importCatalog(this.parts, operatorOf(context), [Buffer.from(input.csv)], {
        pointsPerCurrencyUnit: context.program.rules.pointsPerCurrencyUnit,
      });
      const failed = report.failed.map(({ line, reason }) => ({
        line,
        reason: localize(reason, context.language),
      }));
      return { report: { ...report, failed }, userErrors: [] };
    } catch (error) {
      if (!(error instanceof UnreadableCatalog)) throw error;
      const refused = refuse({ code: 'INVALID_INPUT', reason: error.reason, path: ['csv'] });
      return { report: null, userErrors: toUserErrors(refused.refused, context.language) };
    }
  }

  async #rewardPayload(
    outcome: { rewardId: string } | Refused,
    context: RequestContext,
  ): Promise<RewardPayload> {
    if (isRefused(outcome)) {
      return { reward: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    const [reward] = await this.#rewards([outcome.rewardId], context);
    return { reward: reward ?? null, userErrors: [] };
  }

  async #rewardsPayload(
    outcome: { rewardIds: string[] } | Refused,
    context: RequestContext,
  ): Promise<RewardsPayload> {
    if (isRefused(outcome)) {
      return { rewards: [], userErrors: toUserErrors(outcome.refused, context.language) };
    }
    return { rewards: await this.#rewards(outcome.rewardIds, context), userErrors: [] };
  }

  async #rewards(uuids: readonly string[], context: RequestContext): Promise<AdminReward[]> {
    const rows = await adminRewardsById(this.parts.database, context.program.id, uuids);
    const found = new Map(rows.map((row) => [row.id, adminRewardView(row, viewAt(context))]));
    return uuids.map((uuid) => found.get(uuid)).filter((reward) => reward !== undefined);
  }
}

export function operatorOf(context: RequestContext): Operator {
  return { program: context.program, actor: actorOf(context), now: context.now };
}

function viewAt(context: RequestContext) {
  return { now: context.now, timeZone: context.program.timeZone };
}

function namedRewards(ids: readonly string[]): string[] | Refused {
  if (ids.length === 0 || ids.length > mostRewardsAtOnce) {
    return refuse({
      code: 'INVALID_INPUT',
      path: ['ids'],
      reason: {
        zh: `一次请选择 1–${mostRewardsAtOnce} 个商品。`,
        en: `Name 1 to ${mostRewardsAtOnce} rewards at once.`,
      },
    });
  }
  const uuids = new Set<string>();
  for (const [at, id] of ids.entries()) {
    const uuid = decodeId('reward', id);
    if (uuid === null) return refuse({ code: 'NOT_FOUND', id, path: ['ids', String(at)] });
    uuids.add(uuid);
  }
  return [...uuids];
}
