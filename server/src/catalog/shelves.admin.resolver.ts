import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { textOf } from '../graphql/localized.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { decodeId } from '../platform/ids.js';
import { isRefused, type Refused, unknownId } from '../platform/refusal.js';
import { operatorOf } from './catalog.admin.resolver.js';
import { adminCategoryView, adminZoneView } from './catalog.admin.view.js';
import type { CatalogParts } from './catalog-change.js';
import { createCategory } from './create-category.js';
import { createZone } from './create-zone.js';
import {
  CategoryCreateInput,
  CategoryUpdateInput,
  ZoneCreateInput,
  ZoneUpdateInput,
} from './shelves.admin.inputs.js';
import {
  AdminCategory,
  AdminZone,
  CategoryCreatePayload,
  CategoryUpdatePayload,
  ZoneCreatePayload,
  ZoneUpdatePayload,
} from './shelves.admin.types.js';
import { categoriesById, categoriesOf, zonesById, zonesOf } from './shelves.queries.js';
import { type CategoryChanges, updateCategory } from './update-category.js';
import { updateZone, type ZoneChanges } from './update-zone.js';

/** What rewards are sorted by, named by its key wherever a reward is written. */
@Resolver()
export class ShelvesAdminResolver {
  constructor(private readonly parts: CatalogParts) {}

  @Query(() => [AdminCategory], {
    description: 'The categories of rewards, in the order in which the mall shows them.',
  })
  async categories(@Ctx() context: RequestContext): Promise<AdminCategory[]> {
    return (await categoriesOf(this.parts.database, context.program.id)).map(adminCategoryView);
  }

  @Query(() => [AdminZone], {
    description: 'The shelves of the mall, in the order in which it shows them.',
  })
  async zones(@Ctx() context: RequestContext): Promise<AdminZone[]> {
    return (await zonesOf(this.parts.database, context.program.id)).map(adminZoneView);
  }

  @Mutation(() => CategoryCreatePayload, {
    description: 'Adds a category. Refuses with InvalidInput or AlreadyExists.',
  })
  async categoryCreate(
    @Arg('input', () => CategoryCreateInput, { description: 'The category.' }) input: CategoryCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<CategoryCreatePayload> {
    return this.#categoryPayload(await createCategory(this.parts, operatorOf(context), input), context);
  }

  @Mutation(() => CategoryUpdatePayload, {
    description:
      'Puts right the title or the place of a category; its rewards are found by the new title at once. Refuses with NotFound or InvalidInput.',
  })
  async categoryUpdate(
    @Arg('input', () => CategoryUpdateInput, { description: 'What is to change.' })
    input: CategoryUpdateInput,
    @Ctx() context: RequestContext,
  ): Promise<CategoryUpdatePayload> {
    const uuid = decodeId('category', input.id);
    if (uuid === null) return this.#categoryPayload(unknownId('id', input.id), context);
    const outcome = await updateCategory(this.parts, operatorOf(context), uuid, categoryChanges(input));
    return this.#categoryPayload(outcome, context);
  }

  @Mutation(() => ZoneCreatePayload, {
    description: 'Adds a zone. Refuses with InvalidInput or AlreadyExists.',
  })
  async zoneCreate(
    @Arg('input', () => ZoneCreateInput, { description: 'The zone.' }) input: ZoneCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<ZoneCreatePayload> {
    const { key, title, position } = input;
    const draft = { key, title, position, description: input.description ?? null, tier: input.tier ?? null };
    return this.#zonePayload(await createZone(this.parts, operatorOf(context), draft), context);
  }

  @Mutation(() => ZoneUpdatePayload, {
    description:
      'Puts right the texts, the place or the tier of a zone. Another tier counts for the next exchange of what stands in it. Refuses with NotFound or InvalidInput.',
  })
  async zoneUpdate(
    @Arg('input', () => ZoneUpdateInput, { description: 'What is to change.' }) input: ZoneUpdateInput,
    @Ctx() context: RequestContext,
  ): Promise<ZoneUpdatePayload> {
    const uuid = decodeId('zone', input.id);
    if (uuid === null) return this.#zonePayload(unknownId('id', input.id), context);
    const outcome = await updateZone(this.parts, operatorOf(context), uuid, zoneChanges(input));
    return this.#zonePayload(outcome, context);
  }

  async #categoryPayload(
    outcome: { categoryId: string } | Refused,
    context: RequestContext,
  ): Promise<CategoryUpdatePayload> {
    if (isRefused(outcome)) {
      return { category: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    const [row] = await categoriesById(this.parts.database, context.program.id, [outcome.categoryId]);
    return { category: row === undefined ? null : adminCategoryView(row), userErrors: [] };
  }

  async #zonePayload(
    outcome: { zoneId: string } | Refused,
    context: RequestContext,
  ): Promise<ZoneUpdatePayload> {
    if (isRefused(outcome)) {
      return { zone: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    const [row] = await zonesById(this.parts.database, context.program.id, [outcome.zoneId]);
    return { zone: row === undefined ? null : adminZoneView(row), userErrors: [] };
  }
}

/** What an operator sent to change: null empties what may be empty, absent fields stay. */
function categoryChanges({ title, position }: CategoryUpdateInput): CategoryChanges {
  return {
    ...(title ? { title: textOf(title) } : {}),
    ...(typeof position === 'number' ? { position } : {}),
  };
}

function zoneChanges({ title, description, tier, position }: ZoneUpdateInput): ZoneChanges {
  return {
    ...(title ? { title: textOf(title) } : {}),
    ...(description === undefined ? {} : { description: description && textOf(description) }),
    ...(tier === undefined ? {} : { tier }),
    ...(typeof position === 'number' ? { position } : {}),
  };
}
