import { byId, type Connection, keysetPage } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import type { NamedArgs, OpenPageArgs, PageArgs } from '../graphql/list-args.js';
import type { Database } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import type { BallotPage } from './ballot.queries.js';
import { campaignByHandle, campaignLoader, listCampaigns } from './voting.queries.js';
import type { Ballot as BallotRow } from './voting.rows.js';
import type { Ballot, VoteCampaign } from './voting.types.js';
import { ballotView, campaignView } from './voting.view.js';

export function viewOf(context: RequestContext) {
  // The admin schema is asked with secret keys alone.
  const forOperators = context.access.kind === 'secret';
  return { language: context.language, now: context.now, forOperators };
}

/** A page of campaigns, newest first. */
export async function campaignPage(
  database: Database,
  context: RequestContext,
  asked: OpenPageArgs,
): Promise<Connection<VoteCampaign>> {
  const of = { programId: context.program.id, open: asked.open ?? null, now: context.now };
  const read = async (before: string | null, limit: number) => {
    const rows = await listCampaigns(database, { ...of, before, limit });
    return rows.map((row) => campaignView(row, viewOf(context)));
  };
  return keysetPage(asked, byId('voteCampaigns'), ({ row }) => row.id, read);
}

export async function oneCampaign(
  database: Database,
  context: RequestContext,
  { id, handle }: NamedArgs,
): Promise<VoteCampaign | null> {
  if (!id && !handle) throw badInput('Give either id or handle.');
  if (id) {
    const uuid = decodeId('campaign', id);
    const row = uuid === null ? null : await campaignLoader(database, context).load(uuid);
    return row === null ? null : campaignView(row, viewOf(context));
  }
  if (!handle || handle.includes('\0')) return null;
  const row = await campaignByHandle(database, context.program.id, handle);
  return row === null ? null : campaignView(row, viewOf(context));
}

/** A page of ballots, newest first. */
export async function ballotPage(
  context: RequestContext,
  asked: PageArgs,
  rowsOf: (slice: BallotPage) => Promise<BallotRow[]>,
): Promise<Connection<Ballot>> {
  const read = async (before: string | null, limit: number) =>
    (await rowsOf({ programId: context.program.id, before, limit })).map(ballotView);
  return keysetPage(asked, byId('ballots'), ({ row }) => row.id, read);
}
