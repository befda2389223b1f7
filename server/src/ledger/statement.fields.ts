import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { Node, type NodeRegistry } from '../graphql/node.js';
import { StatementEntry } from './statement.types.js';

/** What a movement leads to. */
@Resolver(() => StatementEntry)
export class StatementFields {
  constructor(private readonly registry: NodeRegistry) {}

  @FieldResolver(() => Node, {
    nullable: true,
    description:
      'What the points moved for: the Exchange, the Purchase, the Donation, the Pool that was pledged to, or the Ballot; null where there is no such thing, and when it cannot be read any more.',
  })
  async subject(
    @Root() { subjectIds }: StatementEntry,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    const found = await Promise.all(subjectIds.map((id) => this.registry.follow(id, context)));
    return found.find((one) => one !== null) ?? null;
  }
}
