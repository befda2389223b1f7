import DataLoader from 'dataloader';
import { Arg, Ctx, Field, ID, InterfaceType, Query, Resolver } from 'type-graphql';
import { parseId } from '../platform/ids.js';
import type { IdPrefix } from '../platform/ids.js';
import type { RequestContext } from './context.js';
import { badInput } from './errors.js';

@InterfaceType({ description: 'Anything with an id of its own; the storefront reads it again by `node`.' })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque, sortable by age, and prefixed by the kind of thing it names.' })
  id!: string;
}

/** Reads the things behind uuids, all of one kind; absent from the answer: not there, or not for this caller. */
export type NodeLoader = (uuids: readonly string[], context: RequestContext) => Promise<Map<string, object>>;

/**
 * What a loader finds of some uuids, shown by `view`; null: not there, or not for this caller. What could not be read fails: told
 * as null, it would be taken for gone.
 */
export async function loadNodes<Row>(
  loader: DataLoader<string, Row | null>,
  uuids: readonly string[],
  view: (row: Row) => object | null,
): Promise<Map<string, object>> {
  const found = await Promise.all(
    uuids.map(async (uuid) => {
      const row = await loader.load(uuid);
      return { uuid, thing: row === null ? null : view(row) };
    }),
  );
  return new Map(found.flatMap(({ uuid, thing }) => (thing === null ? [] : [[uuid, thing]])));
}

const typeNames = new WeakMap<object, string>();

/** The GraphQL type of something that came through the registry. */
export function nodeTypeName(value: object): string | undefined {
  return typeNames.get(value);
}

/** Who can read the things of each id prefix; every capability adds its own. */
export class NodeRegistry {
  readonly #loaders = new Map<string, { typeName: string; load: NodeLoader }>();
  readonly #together = Symbol('nodes by id');

  register(prefix: IdPrefix, typeName: string, load: NodeLoader): void {
    this.#loaders.set(prefix, { typeName, load });
  }

  /** One that something leads to, read together with whatever others lead to at the same time; null when it cannot be read. */
  follow(id: string, context: RequestContext): Promise<object | null> {
    const together = context.memo(
      this.#together,
      () => new DataLoader<string, object | null>((ids) => this.read(ids, context)),
    );
    return together.load(id);
  }

  /** In the order of the ids; null for whatever cannot be read. One call of a loader for each kind. */
  async read(ids: readonly string[], context: RequestContext): Promise<(object | null)[]> {
    const parsed = ids.map((id) => parseId(id));
    const kinds = new Map<string, string[]>();
    for (const id of parsed) {
      if (id !== null) kinds.set(id.prefix, [...(kinds.get(id.prefix) ?? []), id.uuid]);
    }
    const found = new Map<string, Map<string, object>>();
    await Promise.all(
      [...kinds].map(async ([prefix, uuids]) => {
        const kind = this.#loaders.get(prefix);
        if (kind === undefined) return;
        const things = await kind.load(uuids, context);
        for (const thing of things.values()) typeNames.set(thing, kind.typeName);
        found.set(prefix, things);
      }),
    );
    return parsed.map((id) => (id === null ? null : (found.get(id.prefix)?.get(id.uuid) ?? null)));
  }
}

const maxNodes = 100;

@Resolver()
export class NodeResolver {
  constructor(private readonly registry: NodeRegistry) {}

  @Query(() => Node, {
    nullable: true,
    description:
      'Reads any Node by its id, null when it is not there or not yours; price plans and statement entries are no Nodes, and are read with what they belong to.',
  })
  async node(
    @Arg('id', () => ID, { description: 'The id of a Node of any kind.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return (await this.registry.read([id], context))[0] ?? null;
  }

  @Query(() => [Node], {
    nullable: 'items',
    description:
      'Reads up to 100 Nodes by their ids, in the same order; null in the place of what is not there or not yours.',
  })
  async nodes(
    @Arg('ids', () => [ID], { description: 'The ids, of any kinds, at most 100.' }) ids: string[],
    @Ctx() context: RequestContext,
  ): Promise<(object | null)[]> {
    if (ids.length > maxNodes) throw badInput(`ids must not name more than ${maxNodes} things.`);
    return this.registry.read(ids, context);
  }
}
