import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import { type RequestContext, requireMember } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { NamedArgs, OpenPageArgs } from '../graphql/list-args.js';
import { loadNodes, type NodeRegistry } from '../graphql/node.js';
import { toUserErrors } from '../graphql/user-errors.js';
import type { Database } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import { decodeId } from '../platform/ids.js';
import { type Refused, refuse } from '../platform/refusal.js';
import { scoringOf } from '../tier/scoring.js';
import { findNews, findProjectId, listProjects } from './donation.queries.js';
import type { ProjectPage } from './donation.rows.js';
import {
  Donation,
  DonationGiveInput,
  DonationGivePayload,
  DonationProject,
  DonationProjectConnection,
} from './donation.types.js';
import {
  donationView,
  giftLoader,
  newsView,
  progressView,
  projectLoader,
  projectView,
} from './donation.view.js';
import { type Given, give } from './give.js';
import { anchorOf } from './value-anchor.js';

/** Projects and their news are for everybody of the program; a gift is for the member who gave it. */
export function registerDonationNodes(registry: NodeRegistry, database: Database): void {
  registry.register('project', 'DonationProject', (ids, context) =>
    loadNodes(projectLoader(database, context), ids, (row) => projectView(row, context)),
  );
  registry.register('news', 'DonationNews', async (ids, context) => {
    const rows = await findNews(database, context.program.id, ids);
    return new Map(rows.map((row) => [row.id, newsView(row, context)]));
  });
  registry.register('donation', 'Donation', (ids, context) =>
    loadNodes(giftLoader(database, context), ids, donationView),
  );
}

/** The project of this id or handle; null when there is none in the program. */
export async function namedProject(
  database: Database,
  context: RequestContext,
  { id, handle }: NamedArgs,
): Promise<ProjectPage | null> {
  if (!id && !handle) throw badInput('Give either id or handle.');
  const uuid = id ? decodeId('project', id) : await findProjectId(database, context.program.id, handle ?? '');
  return uuid === null ? null : projectLoader(database, context).load(uuid);
}

/** A page of projects, newest first, shown as the schema in question shows them. */
export async function projectPage<View extends { uuid: string }>(
  database: Database,
  context: RequestContext,
  asked: OpenPageArgs,
  view: (row: ProjectPage) => View,
): Promise<Connection<View>> {
  const of = { programId: context.program.id, open: asked.open ?? null, now: context.now };
  const read = async (before: string | null, limit: number) =>
    (await listProjects(database, { ...of, before, limit })).map(view);
  return keysetPage(asked, byId('donationProjects'), ({ uuid }) => uuid, read);
}

@Resolver()
export class DonationResolver {
  constructor(private readonly parts: { reads: Database; groups: GroupCommit }) {}

  @Query(() => DonationProjectConnection, { description: 'Good causes to give points to, newest first.' })
  donationProjects(
    @Ctx() context: RequestContext,
    @Args(() => OpenPageArgs) asked: OpenPageArgs,
  ): Promise<Connection<DonationProject>> {
    return projectPage(this.parts.reads, context, asked, (row) => projectView(row, context));
  }

  @Query(() => DonationProject, {
    nullable: true,
    description: 'One good cause, by its id or handle; null when there is none.',
  })
  async donationProject(
    @Ctx() context: RequestContext,
    @Args(() => NamedArgs) named: NamedArgs,
  ): Promise<DonationProject | null> {
    const row = await namedProject(this.parts.reads, context, named);
    return row === null ? null : projectView(row, context);
  }

  @Query(() => Donation, {
    nullable: true,
    description:
      'One of the signed-in member’s own receipts; null when it is not theirs. Needs a member token, else UNAUTHENTICATED.',
  })
  async donation(
    @Arg('id', () => ID, { description: 'The id of the gift.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<Donation | null> {
    requireMember(context);
    const uuid = decodeId('donation', id);
    const row = uuid === null ? null : await giftLoader(this.parts.reads, context).load(uuid);
    return row === null ? null : donationView(row);
  }

  @Mutation(() => DonationGivePayload, {
    description:
      'Gives points to a good cause, for good. Refuses with NotFound, InvalidState (it is closed), TargetReached, AmountOutOfRange, InsufficientPoints, InvalidInput or IdempotencyConflict.',
  })
  async donationGive(
    @Arg('input', () => DonationGiveInput, { description: 'What to do, in one object.' })
    input: DonationGiveInput,
    @Ctx() context: RequestContext,
  ): Promise<DonationGivePayload> {
    const member = requireMember(context);
    const projectId = decodeId('project', input.projectId);
    if (projectId === null) {
      const refused = refuse({ code: 'NOT_FOUND', id: input.projectId, path: ['projectId'] });
      return this.#payload(refused, projectId, context);
    }
    const { points, anonymous, idempotencyKey } = input;
    const asked = { projectId, points, anonymous, idempotencyKey };
    const scoring = scoringOf(context.program);
    const anchor = anchorOf(context.program);
    const giving = give({ programId: context.program.id, memberId: member.id, ...asked, scoring, anchor });
    const outcome = await this.parts.groups.submit(giving);
    const made = giving.made(outcome);
    if (made === null) return this.#payload(outcome, projectId, context);
    return {
      donation: donationView(made.gift),
      progress: progressView(made.progress, context),
      userErrors: [],
    };
  }

  /** A refusal, or a gift that was made before and is read again. */
  async #payload(
    outcome: Given | Refused,
    projectId: string | null,
    context: RequestContext,
  ): Promise<DonationGivePayload> {
    if ('refused' in outcome || projectId === null) {
      const refusals = 'refused' in outcome ? outcome.refused : [];
      return { donation: null, progress: null, userErrors: toUserErrors(refusals, context.language) };
    }
    const { reads } = this.parts;
    const [gift, project] = await Promise.all([
      giftLoader(reads, context).load(outcome.donationId),
      projectLoader(reads, context).load(projectId),
    ]);
    return {
      donation: gift === null ? null : donationView(gift),
      progress: project === null ? null : progressView(project, context),
      userErrors: [],
    };
  }
}
