import { isInterfaceType } from 'graphql';
import type { GraphQLInterfaceType, GraphQLSchema } from 'graphql';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import type { NonEmptyArray } from 'type-graphql';
import { announceMembersOwn } from './members-own.js';
import { Node, nodeTypeName } from './node.js';
import { DateTime } from './scalars.js';

export interface SchemaParts {
  /** Instances of resolver classes, made with their dependencies by the composition root. */
  resolvers: readonly object[];
  /** What the root types of this schema are for. */
  descriptions: { query: string; mutation: string; subscription: string };
  /** Whether members sign in here, who have something of their own to read. */
  hasMembers: boolean;
}

/** Subscriptions bring their own source; nothing may be published behind their back. */
const noPubSub = {
  publish: () => {
    throw new Error('Subscriptions use the `subscribe` option, never pub/sub topics.');
  },
  subscribe: () => {
    throw new Error('Subscriptions use the `subscribe` option, never pub/sub topics.');
  },
};

/** Builds one schema out of decorated classes; types reach it only through the resolvers that are given. */
export function makeSchema(parts: SchemaParts): GraphQLSchema {
  const instances = new Map<unknown, object>(parts.resolvers.map((one) => [one.constructor, one]));
  const [first, ...rest] = parts.resolvers.map((one) => one.constructor);
  if (first === undefined) throw new Error('A schema needs at least one resolver.');
  const resolvers: NonEmptyArray<Function> = [first, ...rest];
  const schema = buildSchemaSync({
    resolvers,
    validate: false,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    pubSub: noPubSub,
    container: {
      get(wanted: unknown) {
        const found = instances.get(wanted);
        if (found === undefined) throw new Error('A resolver class was not given to this schema.');
        return found;
      },
    },
  });
  forgetFieldResolvers();
  describeRoots(schema, parts.descriptions);
  if (!parts.hasMembers) announceMembersOwn(schema);
  resolveNodesAtOnce(schema);
  return schema;
}

/**
 * type-graphql adds the fields of field resolvers to its global description of a type while it builds a schema;
 * without this, the next schema would have the fields of resolvers that were never given to it.
 */
function forgetFieldResolvers(): void {
  const storage = getMetadataStorage();
  for (const type of [...storage.objectTypes, ...storage.interfaceTypes]) delete type.fields;
}

function describeRoots(schema: GraphQLSchema, descriptions: SchemaParts['descriptions']): void {
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  const subscription = schema.getSubscriptionType();
  if (query) query.description = descriptions.query;
  if (mutation) mutation.description = descriptions.mutation;
  if (subscription) subscription.description = descriptions.subscription;
}

/** Things read through the registry are plain rows: their type is known by the loader that gave them. */
function resolveNodesAtOnce(schema: GraphQLSchema): void {
  const node = schema.getType(Node.name);
  if (!isInterfaceType(node)) return;
  const byInstance: GraphQLInterfaceType['resolveType'] = node.resolveType;
  node.resolveType = (value: unknown, context, info, type) =>
    (typeof value === 'object' && value !== null ? nodeTypeName(value) : undefined) ??
    byInstance?.(value, context, info, type);
}
