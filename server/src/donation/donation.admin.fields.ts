import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { PageArgs, pageArgs } from '../graphql/list-args.js';
import { memberLoader } from '../member/member.queries.js';
import { describeMember, Member } from '../member/member.types.js';
import type { Database } from '../platform/database.js';
import {
  AdminDonationGift,
  AdminDonationGiftConnection,
  type AdminDonationNews,
  AdminDonationNewsConnection,
  AdminDonationProject,
} from './donation.admin.types.js';
import { adminGift, adminNews, adminView } from './donation.admin.view.js';
import { listGiftsOf, listNews } from './donation.queries.js';
import { projectLoader } from './donation.view.js';

/** Who gave, and what to. */
@Resolver(() => AdminDonationGift)
export class AdminDonationGiftFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => Member, { description: 'Who gave.' })
  async member(@Root() { memberUuid }: AdminDonationGift, @Ctx() context: RequestContext): Promise<Member> {
    const facts = await memberLoader(this.database, context).load(memberUuid);
    if (facts === null) throw new Error('The member of a donation is not there.');
    return describeMember(facts);
  }

  @FieldResolver(() => AdminDonationProject, { description: 'What was given to.' })
  async project(
    @Root() { projectUuid }: AdminDonationGift,
    @Ctx() context: RequestContext,
  ): Promise<AdminDonationProject> {
    const row = await projectLoader(this.database, context).load(projectUuid);
    if (row === null) throw new Error('The project of a donation is not there.');
    return adminView(row, context);
  }
}

const NewsArgs = pageArgs(10);

/** What was told of a project, for those who told it. */
@Resolver(() => AdminDonationProject)
export class AdminDonationProjectNews {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => AdminDonationNewsConnection, {
    description: 'What was told of it so far, newest first.',
  })
  async news(
    @Root() { uuid: projectId }: AdminDonationProject,
    @Ctx() context: RequestContext,
    @Args(() => NewsArgs) asked: PageArgs,
  ): Promise<Connection<AdminDonationNews>> {
    const of = { programId: context.program.id, projectId };
    const read = async (before: string | null, limit: number) =>
      (await listNews(this.database, { ...of, before, limit })).map(adminNews);
    return keysetPage(asked, byId('news'), ({ uuid }) => uuid, read);
  }
}

/** What one member gave, for operators. */
@Resolver(() => Member)
export class AdminMemberDonations {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => AdminDonationGiftConnection, {
    description: 'What the member has given, newest first.',
  })
  async donations(
    @Root() member: Member,
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) asked: PageArgs,
  ): Promise<Connection<AdminDonationGift>> {
    const of = { programId: context.program.id, memberId: member.uuid };
    const read = async (before: string | null, limit: number) =>
      (await listGiftsOf(this.database, { ...of, before, limit })).map(adminGift);
    return keysetPage(asked, byId('donations'), ({ uuid }) => uuid, read);
  }
}
