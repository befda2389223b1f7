import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { isRefused } from '../platform/refusal.js';
import { CategoryCreateInput, ZoneCreateInput } from './catalog.admin.inputs.js';
import { operatorOf } from './catalog.admin.resolver.js';
import { AdminCategory, AdminZone, CategoryCreatePayload, ZoneCreatePayload } from './catalog.admin.types.js';
import { adminCategoryView, adminZoneView } from './catalog.admin.view.js';
import type { CatalogParts } from './catalog-change.js';
import { createCategory } from './create-category.js';
import { createZone } from './create-zone.js';
import { categoriesById, categoriesOf, zonesById, zonesOf } from './shelves.queries.js';

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
    const outcome = await createCategory(this.parts, operatorOf(context), input);
    if (isRefused(outcome)) {
      return { category: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    const [row] = await categoriesById(this.parts.database, context.program.id, [outcome.categoryId]);
    return { category: row === undefined ? null : adminCategoryView(row), userErrors: [] };
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
    const outcome = await createZone(this.parts, operatorOf(context), draft);
    if (isRefused(outcome)) {
      return { zone: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    const [row] = await zonesById(this.parts.database, context.program.id, [outcome.zoneId]);
    return { zone: row === undefined ? null : adminZoneView(row), userErrors: [] };
  }
}
