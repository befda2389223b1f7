import { z } from 'zod';
import { openedProject, type StageProject } from '../donation-stage.js';
import type { MallStage } from '../mall-stage.js';
import { at } from '../start-server.js';

/** What the second brand has of donations. */
export interface ForeignDonation {
  project: StageProject;
  donationId: string;
  ids: string[];
}

export async function furnishDonation(
  stage: MallStage,
  key: string,
  title: { zh: string; en: string },
): Promise<ForeignDonation> {
  const milestones = [{ points: 10, title }];
  const project = await openedProject(stage, { title, recipient: title, milestones }, key);
  const customerId = 'kestrel-giver';
  const { token } = await stage.server.memberToken(customerId, key);
  await stage.grant(customerId, 100, undefined, key);
  const given = await stage.server.storefront(
    'mutation ($input: DonationGiveInput!) { donationGive(input: $input) { donation { id } } }',
    { input: { projectId: project.id, points: 10, idempotencyKey: 'kestrel-gift' } },
    { key: 'pk_demo2', token },
  );
  const donationId = z.string().parse(at(given, 'donationGive', 'donation', 'id'));
  await stage.server.admin(
    'mutation ($input: DonationNewsPublishInput!) { donationNewsPublish(input: $input) { userErrors { code } } }',
    { input: { projectId: project.id, title, idempotencyKey: 'kestrel-news' } },
    key,
  );
  const told = await stage.server.storefront(
    'query ($id: ID!) { donationProject(id: $id) { news { nodes { id } } } }',
    { id: project.id },
    { key: 'pk_demo2' },
  );
  const newsId = z.string().parse(at(told, 'donationProject', 'news', 'nodes', 0, 'id'));
  return { project, donationId, ids: [project.id, donationId, newsId] };
}
