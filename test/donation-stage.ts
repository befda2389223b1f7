import { z } from 'zod';
import { close } from '../server/src/donation/close.js';
import { createProject } from '../server/src/donation/create-project.js';
import { give, type Give } from '../server/src/donation/give.js';
import type { ProjectDraft } from '../server/src/donation/project.rules.js';
import { publishNews } from '../server/src/donation/publish-news.js';
import { settle } from '../server/src/donation/settle.js';
import { isRefused } from '../server/src/platform/refusal.js';
import type { MallStage, Shopper } from './mall-stage.js';
import { type Answer, at } from './start-server.js';
import type { WritePathStage } from './write-path-stage.js';

const words = (text: string) => ({ zh: text, en: text });
/** A hundred points are worth a yuan. */
export const anchor = { currency: 'CNY', minorPerUnit: 100, pointsPerUnit: 100 };

/** A good cause on the write path alone. */
export async function openProject(stage: WritePathStage, more: Partial<ProjectDraft> = {}): Promise<string> {
  const { database, newId, clock, programId } = stage;
  const opened = await createProject(
    { database, newId, onCommit: () => undefined },
    { programId, actor: 'test', now: clock.now() },
    {
      handle: stage.key(),
      title: words('Cause'),
      summary: words(''),
      story: words(''),
      recipient: words('Somebody'),
      images: [],
      goal: 1_000,
      overFunding: 'accept',
      least: 1,
      endsAt: null,
      milestones: [],
      ...more,
    },
  );
  if (isRefused(opened)) throw new Error(`Refused: ${JSON.stringify(opened.refused)}`);
  return opened.projectId;
}

export function giving(
  stage: WritePathStage,
  memberId: string,
  projectId: string,
  points: number,
  more: Partial<Give> = {},
) {
  const { programId, scoring } = stage;
  const giver = { programId, memberId, scoring, anchor, idempotencyKey: stage.key() };
  return give({ ...giver, projectId, points, anonymous: false, ...more });
}

/** An operator takes no more gifts, or the clock sees whether the project is over. */
export function closing(stage: WritePathStage, projectId: string, by: 'operator' | 'clock' = 'operator') {
  const operator = by === 'clock' ? null : { actor: 'test', idempotencyKey: stage.key() };
  return close({ programId: stage.programId, projectId, operator });
}

/** An operator tells what became of it. */
export function telling(stage: WritePathStage, projectId: string, title = words('News')) {
  const news = { title, body: words(''), images: [] };
  const { programId } = stage;
  return publishNews({ programId, projectId, actor: 'test', idempotencyKey: stage.key(), news, at: null });
}

/** An operator pays everything out. */
export function settling(stage: WritePathStage, projectId: string) {
  return settle({
    programId: stage.programId,
    projectId,
    actor: 'test',
    idempotencyKey: stage.key(),
    statement: { zh: '已拨付', en: 'Paid out' },
    amount: null,
    documentUrl: null,
    anchor,
  });
}

const projectShape = z.object({ id: z.string(), handle: z.string() });
export type StageProject = z.infer<typeof projectShape>;

/** A good cause of a whole mall, opened by its operator. */
export async function openedProject(mall: MallStage, more: object = {}, key?: string): Promise<StageProject> {
  const input = {
    handle: mall.name(),
    title: words('Cause'),
    recipient: words('Somebody'),
    goal: 1_000,
    ...more,
  };
  const answer = await mall.server.admin(
    `mutation ($input: DonationProjectCreateInput!) {
      donationProjectCreate(input: $input) { project { id handle } userErrors { code message path } }
    }`,
    { input },
    key,
  );
  return projectShape.parse(at(answer, 'donationProjectCreate', 'project'), { error: () => told(answer) });
}

/** Asks an operator's mutation on a project and gives its payload. */
export async function operate(
  mall: MallStage,
  field: 'donationProjectClose' | 'donationProjectSettle' | 'donationNewsPublish' | 'donationProjectUpdate',
  input: object,
): Promise<unknown> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const answer = await mall.server.admin(
    `mutation ($input: ${type}!) {
      ${field}(input: $input) {
        project { progress { state raised } settlement { points amount { amount currencyCode } statement { zh en } documentUrl } }
        userErrors { code path }
      }
    }`,
    { input },
  );
  if (answer.data === null || answer.data === undefined) throw new Error(told(answer));
  return at(answer, field);
}

/** A member gives; the payload tells the receipt and the bar, or why not. */
export async function giveTo(
  mall: MallStage,
  shopper: Shopper,
  project: StageProject,
  points: number,
  more: object = {},
) {
  const input = { projectId: project.id, points, idempotencyKey: mall.name(), ...more };
  const answer = await shopper.ask(
    `mutation ($input: DonationGiveInput!) {
      donationGive(input: $input) {
        donation { id number points anonymous worth { amount } project { handle } }
        progress { raised percent donors gifts lastMilestone { points } nextMilestone { points } version }
        userErrors { code path ... on TargetReached { pointsLeft } ... on AmountOutOfRange { least most } ... on InvalidState { state } }
      }
    }`,
    { input },
  );
  return z
    .object({
      donation: z.looseObject({ id: z.string(), number: z.string() }).nullable(),
      progress: z.looseObject({ raised: z.number(), version: z.string() }).nullable(),
      userErrors: z.array(z.unknown()),
    })
    .parse(at(answer, 'donationGive'));
}

/** What a visitor sees of a project. */
export async function seenProject(
  mall: MallStage,
  project: StageProject,
  selection: string,
): Promise<unknown> {
  const document = `query ($id: ID!) { donationProject(id: $id) { ${selection} } }`;
  return at(await mall.server.storefront(document, { id: project.id }), 'donationProject');
}

const told = (answer: Answer) => JSON.stringify({ data: answer.data, errors: answer.errors });
