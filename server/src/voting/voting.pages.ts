import { z } from 'zod';
import { type Connection, decodeCursor, encodeCursor, page, pageSize } from '../graphql/connection.js';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import type { Database } from '../platform/database.js';
import { decodeId } from '../platform/ids.js';
import type { BallotPage } from './ballot.queries.js';
import { campaignByHandle, campaignLoader, listCampaigns } from './voting.queries.js';
import type { Ballot as BallotRow } from './voting.rows.js';
import type { Ballot, VoteCampaign } from './voting.types.js';
import { ballotView, campaignView } from './voting.view.js';

const keyset = z.tuple([z.uuid()]);

interface Asked {
  first: number;
  after: string | null;
}

export function viewOf(context: RequestContext) {
  // The admin schema is asked with secret keys alone.
  const forOperators = context.access.kind === 'secret';
  return { language: context.language, now: context.now, forOperators };
}

/** A page of campaigns, newest first. */
export async function campaignPage(
  database: Database,
  context: RequestContext,
  { open, first, after }: Asked & { open: boolean | null },
): Promise<Connection<VoteCampaign>> {
  const limit = pageSize(first) + 1;
  const [before] = after ? decodeCursor(after, keyset) : [null];
  const { now, program } = context;
  const rows = await listCampaigns(database, { programId: program.id, open, now, before, limit });
  const campaigns = rows.map((row) => campaignView(row, viewOf(context)));
  return page(campaigns, { first, after, cursor: (campaign) => encodeCursor([campaign.row.id]) });
}

export async function oneCampaign(
  database: Database,
  context: RequestContext,
  { id, handle }: { id: string | null | undefined; handle: string | null | undefined },
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
  { first, after }: Asked,
  read: (page: BallotPage) => Promise<BallotRow[]>,
): Promise<Connection<Ballot>> {
  const limit = pageSize(first) + 1;
  const [before] = after ? decodeCursor(after, keyset) : [null];
  const rows = await read({ programId: context.program.id, before, limit });
  return page(rows.map(ballotView), { first, after, cursor: (ballot) => encodeCursor([ballot.row.id]) });
}
