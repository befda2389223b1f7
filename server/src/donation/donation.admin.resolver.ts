import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { byNumber, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { NamedArgs, OperatorOpenPageArgs, OperatorPageArgs, type PageArgs } from '../graphql/list-args.js';
import { minorUnits } from '../graphql/money.types.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { invalid } from '../platform/content.rules.js';
import { decodeId } from '../platform/ids.js';
import { type Refused, refuse, unknownId } from '../platform/refusal.js';
import { actorOf, operatorOf } from '../program/audit.js';
import type { Hands } from '../program/capability.js';
import { close } from './close.js';
import { createProject } from './create-project.js';
import { newsDraft, projectChanges, projectDraft } from './donation.admin.draft.js';
import {
  DonationNewsPublishInput,
  DonationProjectCloseInput,
  DonationProjectCreateInput,
  DonationProjectSettleInput,
  DonationProjectUpdateInput,
} from './donation.admin.inputs.js';
import {
  type AdminDonationGift,
  AdminDonationGiftConnection,
  AdminDonationProject,
  AdminDonationProjectConnection,
  DonationNewsPublishPayload,
  DonationProjectClosePayload,
  DonationProjectCreatePayload,
  type DonationProjectPayload,
  DonationProjectSettlePayload,
  DonationProjectUpdatePayload,
} from './donation.admin.types.js';
import { adminGift, adminView } from './donation.admin.view.js';
import { listGiftsTo } from './donation.queries.js';
import { namedProject, projectPage } from './donation.resolver.js';
import { projectLoader } from './donation.view.js';
import { publishNews } from './publish-news.js';
import { settle } from './settle.js';
import { updateProject } from './update-project.js';
import { anchorOf } from './value-anchor.js';

/** What operators do for good causes. */
@Resolver()
export class AdminDonationResolver {
  constructor(private readonly parts: Pick<Hands, 'database' | 'reads' | 'groups' | 'newId' | 'onCommit'>) {}

  @Query(() => AdminDonationProjectConnection, { description: 'All good causes, newest first.' })
  donationProjects(
    @Ctx() context: RequestContext,
    @Args(() => OperatorOpenPageArgs) asked: OperatorOpenPageArgs,
  ): Promise<Connection<AdminDonationProject>> {
    return projectPage(this.parts.reads, context, asked, (row) => adminView(row, context));
  }

  @Query(() => AdminDonationProject, {
    nullable: true,
    description: 'One good cause, by its id or handle; null when there is none.',
  })
  async donationProject(
    @Ctx() context: RequestContext,
    @Args(() => NamedArgs) named: NamedArgs,
  ): Promise<AdminDonationProject | null> {
    const row = await namedProject(this.parts.reads, context, named);
    return row === null ? null : adminView(row, context);
  }

  @Query(() => AdminDonationGiftConnection, {
    description: 'The gifts to one good cause with who gave them, newest first; empty when there is no such.',
  })
  async donationGifts(
    @Ctx() context: RequestContext,
    @Arg('projectId', () => ID, { description: 'The id of the project.' }) projectId: string,
    @Args(() => OperatorPageArgs) asked: PageArgs,
  ): Promise<Connection<AdminDonationGift>> {
    const uuid = decodeId('project', projectId);
    const of = { programId: context.program.id, projectId: uuid ?? '' };
    const read = async (before: number | null, limit: number) => {
      if (uuid === null) return [];
      const rows = await listGiftsTo(this.parts.reads, { ...of, before, limit });
      return rows.map(adminGift);
    };
    return keysetPage(asked, byNumber('donationGifts'), ({ number }) => number, read);
  }

  @Mutation(() => DonationProjectCreatePayload, {
    description:
      'Opens a good cause with its escrow; members can give from then on. Refuses with InvalidInput or AlreadyExists.',
  })
  async donationProjectCreate(
    @Arg('input', () => DonationProjectCreateInput, { description: 'What to do, in one object.' })
    input: DonationProjectCreateInput,
    @Ctx() context: RequestContext,
  ): Promise<DonationProjectCreatePayload> {
    const outcome = await createProject(this.parts, operatorOf(context), projectDraft(input));
    return this.#payload('refused' in outcome ? outcome : outcome.projectId, context);
  }

  @Mutation(() => DonationProjectUpdatePayload, {
    description:
      'Puts right what is told of a good cause, in every state of it: texts, pictures and titles of milestones. Refuses with NotFound or InvalidInput.',
  })
  async donationProjectUpdate(
    @Arg('input', () => DonationProjectUpdateInput, { description: 'What to do, in one object.' })
    input: DonationProjectUpdateInput,
    @Ctx() context: RequestContext,
  ): Promise<DonationProjectUpdatePayload> {
    const projectId = decodeId('project', input.projectId);
    if (projectId === null) return this.#payload(unknownId('projectId', input.projectId), context);
    const outcome = await updateProject(this.parts, operatorOf(context), projectId, projectChanges(input));
    return this.#payload('refused' in outcome ? outcome : projectId, context);
  }

  @Mutation(() => DonationNewsPublishPayload, {
    description:
      'Tells what became of a good cause so far, in every state of it; everybody who gave gets a notice of it. Refuses with NotFound, InvalidInput or IdempotencyConflict.',
  })
  async donationNewsPublish(
    @Arg('input', () => DonationNewsPublishInput, { description: 'What to do, in one object.' })
    input: DonationNewsPublishInput,
    @Ctx() context: RequestContext,
  ): Promise<DonationNewsPublishPayload> {
    const projectId = decodeId('project', input.projectId);
    if (projectId === null) return this.#payload(unknownId('projectId', input.projectId), context);
    const command = publishNews({
      programId: context.program.id,
      projectId,
      actor: actorOf(context),
      idempotencyKey: input.idempotencyKey,
      news: newsDraft(input),
      at: null,
    });
    const outcome = await this.parts.groups.submit(command);
    return this.#payload('refused' in outcome ? outcome : projectId, context);
  }

  @Mutation(() => DonationProjectClosePayload, {
    description:
      'Takes no more gifts from now on. Refuses with NotFound, InvalidState, InvalidInput or IdempotencyConflict.',
  })
  async donationProjectClose(
    @Arg('input', () => DonationProjectCloseInput, { description: 'What to do, in one object.' })
    input: DonationProjectCloseInput,
    @Ctx() context: RequestContext,
  ): Promise<DonationProjectClosePayload> {
    const projectId = decodeId('project', input.projectId);
    if (projectId === null) return this.#payload(unknownId('projectId', input.projectId), context);
    const { idempotencyKey } = input;
    const command = close({
      programId: context.program.id,
      projectId,
      operator: { actor: actorOf(context), idempotencyKey },
    });
    const outcome = await this.parts.groups.submit(command);
    return this.#payload('refused' in outcome ? outcome : projectId, context);
  }

  @Mutation(() => DonationProjectSettlePayload, {
    description:
      'Pays out everything that was given, once, with a statement of which everybody who gave gets a notice, and ends the project. Refuses with NotFound, InvalidState (it takes gifts still, or was settled), CurrencyMismatch, InvalidInput or IdempotencyConflict.',
  })
  async donationProjectSettle(
    @Arg('input', () => DonationProjectSettleInput, { description: 'What to do, in one object.' })
    input: DonationProjectSettleInput,
    @Ctx() context: RequestContext,
  ): Promise<DonationProjectSettlePayload> {
    const projectId = decodeId('project', input.projectId);
    if (projectId === null) return this.#payload(unknownId('projectId', input.projectId), context);
    const minor = input.amount ? minorUnits(input.amount) : null;
    if (input.amount && minor === null) {
      const [zh, en] = ['金额的小数位数超过最小单位，或金额过大。', 'The amount is too fine, or too large.'];
      return this.#payload(refuse(invalid(['amount'], zh, en)), context);
    }
    const command = settle({
      programId: context.program.id,
      projectId,
      actor: actorOf(context),
      idempotencyKey: input.idempotencyKey,
      statement: { zh: input.statement.zh, en: input.statement.en },
      amount: input.amount && minor !== null ? { minor, currency: input.amount.currencyCode } : null,
      documentUrl: input.documentUrl ?? null,
      anchor: anchorOf(context.program),
    });
    const outcome = await this.parts.groups.submit(command);
    return this.#payload('refused' in outcome ? outcome : projectId, context);
  }

  async #payload(outcome: Refused | string, context: RequestContext): Promise<DonationProjectPayload> {
    if (typeof outcome !== 'string') {
      return { project: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    const row = await projectLoader(this.parts.database, context).clear(outcome).load(outcome);
    return { project: row === null ? null : adminView(row, context), userErrors: [] };
  }
}
