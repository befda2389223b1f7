import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { type Connection, decodeCursor, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
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
  type DonationNews,
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

const byId = z.tuple([z.uuid()]);
const byNumber = z.tuple([z.int().min(1).max(2_147_483_647)]);

/** What a project reaches besides its own rows. */
@Resolver(() => DonationProject)
export class DonationProjectFields {
  constructor(private readonly database: Database) {}

  @FieldResolver(() => DonationNewsConnection, { description: 'What became of it so far, newest first.' })
  async news(
    @Root() { uuid: projectId }: DonationProject,
    @Ctx() context: RequestContext,
    @Arg('first', () => Int, { defaultValue: 10, description: 'How many, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
  ): Promise<Connection<DonationNews>> {
    const limit = pageSize(first) + 1;
    const [before] = after ? decodeCursor(after, byId) : [null];
    const rows = await listNews(this.database, { programId: context.program.id, projectId, before, limit });
    const news = rows.map((row) => newsView(row, context));
    return page(news, { first, after, cursor: ({ uuid }) => encodeCursor([uuid]) });
  }

  @FieldResolver(() => DonationGiftConnection, { description: 'Who gave what, newest first.' })
  async gifts(
    @Root() { uuid: projectId }: DonationProject,
    @Ctx() context: RequestContext,
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many gifts, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
  ): Promise<Connection<DonationGift>> {
    const limit = pageSize(first) + 1;
    const [before] = after ? decodeCursor(after, byNumber) : [null];
    const rows = await listGiftsTo(this.database, {
      programId: context.program.id,
      projectId,
      before,
      limit,
    });
    const gifts = rows.map(({ number, points, at, anonymous, donorName }) => ({
      number,
      points,
      at,
      donorName: anonymous ? null : donorName,
    }));
    return page(gifts, { first, after, cursor: ({ number }) => encodeCursor([number]) });
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
    @Arg('first', () => Int, { defaultValue: 20, description: 'How many gifts, 1 to 100.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor to go on behind.' }) after:
      | string
      | null,
  ): Promise<Connection<Donation>> {
    const limit = pageSize(first) + 1;
    const [before] = after ? decodeCursor(after, byId) : [null];
    const asked = { programId: context.program.id, memberId: member.uuid, before, limit };
    const gifts = (await listGiftsOf(this.database, asked)).map((row) => donationView(row, context));
    return page(gifts, { first, after, cursor: ({ row }) => encodeCursor([row.id]) });
  }
}
