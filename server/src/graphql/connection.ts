import { Field, ObjectType, type ClassType } from 'type-graphql';
import { z } from 'zod';
import { badInput } from './errors.js';

@ObjectType({ description: 'Where a page stands in the list it was cut from.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follows behind this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something comes before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first item; null when the page is empty.',
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last item, to be passed as `after`; null when the page is empty.',
  })
  endCursor!: string | null;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

export interface Connection<T> {
  nodes: T[];
  edges: Edge<T>[];
  pageInfo: PageInfo;
}

/**
 * Makes the classes `<name>Edge` and `<name>Connection`. To add fields (totalCount, facets), extend the returned class:
 * `@ObjectType('RewardConnection', …) class RewardConnection extends connectionType('Reward', () => Reward) { … }`.
 */
export function connectionType<T extends object>(
  name: string,
  nodeType: () => ClassType<T>,
): new () => Connection<T> {
  @ObjectType(`${name}Edge`, {
    description: `One ${name} in a page, with its cursor.`,
    simpleResolvers: true,
  })
  class EdgeType implements Edge<T> {
    @Field(() => String, { description: 'Where this item stands; pass it as `after` to go on behind it.' })
    cursor!: string;

    @Field(nodeType, { description: 'The item itself.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `One page of a list of ${name}.`, simpleResolvers: true })
  class ConnectionType implements Connection<T> {
    @Field(() => [nodeType()], { description: 'The items of this page, in order.' })
    nodes!: T[];

    @Field(() => [EdgeType], { description: 'The items of this page with their cursors, in order.' })
    edges!: Edge<T>[];

    @Field(() => PageInfo, { description: 'Where this page stands in the whole list.' })
    pageInfo!: PageInfo;
  }
  return ConnectionType;
}

/** Cursors are opaque to callers: which list they belong to and the keyset of the row, in base64url. */
export function encodeCursor(list: string, keyset: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([list, ...keyset])).toString('base64url');
}

const ofSomeList = z.tuple([z.string()], z.unknown());

/** The keyset inside a cursor, or BAD_USER_INPUT when it is not one of this list's cursors. */
export function decodeCursor<T>(list: string, cursor: string, shape: z.ZodType<T>): T {
  const written = ofSomeList.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  const [of, ...keyset] = written.data ?? [];
  const parsed = shape.safeParse(keyset);
  if (of !== list || !parsed.success) throw badInput('The cursor does not belong to this list.');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const maxPageSize = 100;

/** Checks `first`; every list serves 1 to 100 items a page. */
export function pageSize(first: number): number {
  if (first < 1 || first > maxPageSize) throw badInput(`first must be from 1 to ${maxPageSize}.`);
  return first;
}

/** Cuts a page from rows that were read with LIMIT first + 1, so that one row too many tells of a next page. */
export function page<T>(
  rows: readonly T[],
  options: { first: number; after?: string | null | undefined; cursor: (row: T) => string },
): Connection<T> {
  const nodes = rows.slice(0, options.first);
  const edges = nodes.map((node) => ({ cursor: options.cursor(node), node }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: rows.length > options.first,
      hasPreviousPage: typeof options.after === 'string',
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** What tells where a row stands in a list with one key; under another list's name a cursor is refused. */
export interface Keyset<Key> {
  list: string;
  shape: z.ZodType<[Key]>;
}

const oneId = z.tuple([z.uuid()]);
const oneNumber = z.tuple([z.int().min(1).max(2_147_483_647)]);

/** Of a list in the order in which its rows were made. */
export const byId = (list: string): Keyset<string> => ({ list, shape: oneId });

/** Of a list whose rows are numbered from 1. */
export const byNumber = (list: string): Keyset<number> => ({ list, shape: oneNumber });

/** A page of a list with one key: `read` is given where to go on and the limit that tells of a next page. */
export async function keysetPage<Key extends string | number, T>(
  { first, after }: { first: number; after?: string | null | undefined },
  { list, shape }: Keyset<Key>,
  keyOf: (row: T) => Key,
  read: (behind: Key | null, limit: number) => Promise<readonly T[]>,
): Promise<Connection<T>> {
  const limit = pageSize(first) + 1;
  const [behind] = after ? decodeCursor(list, after, shape) : [null];
  return page(await read(behind, limit), { first, after, cursor: (row) => encodeCursor(list, [keyOf(row)]) });
}
