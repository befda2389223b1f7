import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { byId, type Connection, keysetPage, maxPageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { OperatorPageArgs, type PageArgs } from '../graphql/list-args.js';
import { toUserErrors } from '../graphql/user-errors.js';
import type { NodeRegistry } from '../graphql/node.js';
import type { Queryable } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import { isRefused } from '../platform/refusal.js';
import { createMemberToken } from './create-member-token.js';
import type { MemberParts } from './ensure-member.js';
import { findMember, listMembers, memberLoader } from './member.queries.js';
import { describeMember, Member, MemberConnection } from './member.types.js';
import { MemberTokenCreateInput, MemberTokenCreatePayload } from './member.types.js';

/** A member may read itself through node(id), and nobody else. */
export function registerMemberNode(registry: NodeRegistry, database: Queryable): void {
  registry.register('member', 'Member', async (ids, context) => {
    const own = context.member;
    if (own === null || !ids.includes(own.id)) return new Map();
    const found = await memberLoader(database, context).load(own.id);
    return found === null ? new Map() : new Map([[own.id, describeMember(found)]]);
  });
}

@Resolver()
export class MemberResolver {
  constructor(private readonly database: Queryable) {}

  @Query(() => Member, { nullable: true, description: 'The signed-in member; null without a member token.' })
  async me(@Ctx() context: RequestContext): Promise<Member | null> {
    if (context.member === null) return null;
    const found = await memberLoader(this.database, context).load(context.member.id);
    return found === null ? null : describeMember(found);
  }
}

/** As many as the longest page, so that one page has them all. */
const mostCustomers = maxPageSize;

@Resolver()
export class AdminMemberResolver {
  constructor(private readonly parts: MemberParts) {}

  @Query(() => Member, {
    nullable: true,
    description: 'One member, by exactly one of both ids, else BAD_USER_INPUT; null when there is none.',
  })
  async member(
    @Arg('id', () => ID, { nullable: true, description: 'The id of the member.' }) id: string | null,
    @Arg('customerId', () => String, { nullable: true, description: "The brand's own id of the customer." })
    customerId: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Member | null> {
    if ((id ?? null) === null) {
      if ((customerId ?? null) === null) throw badInput('Give either id or customerId.');
      const found = await findMember(this.parts.database, context.program.id, customerId ?? '');
      return found === null ? null : describeMember(found);
    }
    if ((customerId ?? null) !== null) throw badInput('Give either id or customerId, not both.');
    const uuid = decodeId('member', id ?? '');
    const found = uuid === null ? null : await memberLoader(this.parts.database, context).load(uuid);
    return found === null ? null : describeMember(found);
  }

  @Query(() => MemberConnection, { description: 'The members of the program, newest first.' })
  async members(
    @Args(() => OperatorPageArgs) asked: PageArgs,
    @Arg('customerIds', () => [String], {
      nullable: true,
      description: `Only those with one of these ids of the brand's own, at most ${mostCustomers}, else BAD_USER_INPUT; ids of nobody are passed over. Absent: all.`,
    })
    customerIds: string[] | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Connection<Member>> {
    const of = customerIds ?? null;
    if (of !== null && of.length > mostCustomers) {
      throw badInput(`customerIds must not name more than ${mostCustomers} customers.`);
    }
    const programId = context.program.id;
    const read = async (after: string | null, limit: number) =>
      (await listMembers(this.parts.database, programId, { customerIds: of, after, limit })).map(
        describeMember,
      );
    return keysetPage(asked, byId('members'), ({ uuid }) => uuid, read);
  }

  @Mutation(() => MemberTokenCreatePayload, {
    description:
      'Signs a customer of the brand in: makes a token for the storefront, and the member on first sight. Refuses with InvalidInput.',
  })
  async memberTokenCreate(
    @Arg('input', () => MemberTokenCreateInput, { description: 'What to do, in one object.' })
    input: MemberTokenCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<MemberTokenCreatePayload> {
    const outcome = await createMemberToken(this.parts, {
      programId: context.program.id,
      customerId: input.customerId,
      displayName: input.displayName ?? null,
      birthday: input.birthday ?? null,
      lifetimeSeconds: input.lifetimeSeconds,
      now: context.now,
    });
    if (isRefused(outcome)) {
      const userErrors = toUserErrors(outcome.refused, context.language);
      return { token: null, expiresAt: null, member: null, userErrors };
    }
    return { ...outcome, member: describeMember(outcome.member), userErrors: [] };
  }
}
