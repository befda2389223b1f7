import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byId, byNumber, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { PageArgs, pageArgs } from '../graphql/list-args.js';
import { Points } from '../graphql/scalars.js';
import { Member } from '../member/member.types.js';
import type { Database } from '../platform/database.js';
import { listGiftsOf, listGiftsTo, listNews } from './donation.queries.js';
import { receiptNumber } from './donation.rules.js';
import {
  Donation,
  DonationConnection,
  type DonationGift,
  DonationGiftConnection,
  DonationNews,
  DonationNewsConnection,
  DonationProject,
  DonationSettlement,
} from './donation.types.js';
import {
  donationView,
  givenLoader,
  newsView,
  projectLoader,
  projectView,
  settlementView,
} from './donation.view.js';

const NewsArgs = pageArgs(10);

/** What news are of. */
@Resolver(() => DonationNews)
export class DonationNewsFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => DonationProject, { description: 'The project whose news it is.' })
  async project(
    @Root() { projectId }: DonationNews,
    @Ctx() context: RequestContext,
  ): Promise<DonationProject> {
    const row = await projectLoader(this.database, context).load(projectId);
    if (row === null) throw new Error('The project of a piece of news is not there.');
    return projectView(row, context);
  }
}

/** What a project reaches besides its own rows. */
@Resolver(() => DonationProject)
export class DonationProjectFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => DonationNewsConnection, { description: 'What became of it so far, newest first.' })
  async news(
    @Root() { uuid: projectId }: DonationProject,
    @Ctx() context: RequestContext,
    @Args(() => NewsArgs) asked: PageArgs,
  ): Promise<Connection<DonationNews>> {
    const programId = context.program.id;
    const read = async (before: string | null, limit: number) => {
      const rows = await listNews(this.database, { programId, projectId, before, limit });
      return rows.map((row) => newsView(row, context));
    };
    return keysetPage(asked, byId('news'), ({ uuid }) => uuid, read);
  }

  @FieldResolver(() => DonationGiftConnection, { description: 'Who gave what, newest first.' })
  async gifts(
    @Root() { uuid: projectId }: DonationProject,
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) asked: PageArgs,
  ): Promise<Connection<DonationGift>> {
    const programId = context.program.id;
    const read = async (before: number | null, limit: number) => {
      const rows = await listGiftsTo(this.database, { programId, projectId, before, limit });
      return rows.map(({ number, points, at, anonymous, donorName }) => ({
        number,
        points,
        at,
        donorName: anonymous ? null : donorName,
      }));
    };
    return keysetPage(asked, byNumber('gifts'), ({ number }) => number, read);
  }

  @FieldResolver(() => Points, {
    nullable: true,
    description: 'What the signed-in member has given to it; null without a member token.',
  })
  given(@Root() { uuid }: DonationProject, @Ctx() context: RequestContext): Promise<number> | null {
    return context.member === null ? null : givenLoader(this.database, context, context.member.id).load(uuid);
  }
}

/** What a receipt tells of its project. */
@Resolver(() => Donation)
export class DonationFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => String, { description: 'The number of the receipt, for example SPRING-000413.' })
  async number(@Root() { row }: Donation, @Ctx() context: RequestContext): Promise<string> {
    return receiptNumber((await this.#project(row.projectId, context)).handle, row.number);
  }

  @FieldResolver(() => DonationProject, { description: 'What was given to.' })
  async project(@Root() { row }: Donation, @Ctx() context: RequestContext): Promise<DonationProject> {
    return projectView(await this.#project(row.projectId, context), context);
  }

  @FieldResolver(() => DonationSettlement, {
    nullable: true,
    description: 'What the project paid out, this gift included; null before.',
  })
  async settlement(
    @Root() { row }: Donation,
    @Ctx() context: RequestContext,
  ): Promise<DonationSettlement | null> {
    return settlementView(await this.#project(row.projectId, context), context.language);
  }

  async #project(id: string, context: RequestContext) {
    const project = await projectLoader(this.database, context).load(id);
    if (project === null) throw new Error('The project of a donation is not there.');
    return project;
  }
}

@Resolver(() => Member)
export class MemberDonations {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => DonationConnection, { description: 'What the member has given, newest first.' })
  async donations(
    @Root() member: Member,
    @Ctx() context: RequestContext,
    @Args(() => PageArgs) asked: PageArgs,
  ): Promise<Connection<Donation>> {
    const of = { programId: context.program.id, memberId: member.uuid };
    const read = async (before: string | null, limit: number) => {
      const rows = await listGiftsOf(this.database, { ...of, before, limit });
      return rows.map((row) => donationView(row));
    };
    return keysetPage(asked, byId('donations'), ({ row }) => row.id, read);
  }
}
