import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { decodeId, type IdPrefix } from '@jifen/server/platform/ids.js';
import { z } from 'zod';
import { post } from './asking.js';
import type { Player } from './operation.js';

export interface MallMember {
  customerId: string;
  id: string;
  uuid: string;
  token: string;
}

export interface MallVariant {
  id: string;
  uuid: string;
  rewardUuid: string;
  points: number;
  cash: string | null;
  limit: number | null;
  onHand: number;
  virtual: boolean;
}

/** A brand of its own for one round: scarce goods, members with few points, limits, prices with a cash part, codes. */
export interface Mall {
  programUuid: string;
  keys: { publishable: string; secret: string; partner: string };
  members: MallMember[];
  variants: MallVariant[];
  /** What players set up for themselves, by their name. */
  more: Map<string, unknown>;
}

/** Asks the admin API and gives the data of the answer. */
export type Admin = (document: string, input?: object) => Promise<unknown>;

const shelf = [
  { points: 10, cash: null, limit: null, onHand: 200, virtual: false },
  { points: 25, cash: null, limit: null, onHand: 8, virtual: false },
  { points: 12, cash: null, limit: 3, onHand: 150, virtual: false },
  { points: 15, cash: '5.00', limit: null, onHand: 60, virtual: false },
  { points: 5, cash: '1.00', limit: 4, onHand: 12, virtual: false },
  { points: 20, cash: null, limit: null, onHand: 40, virtual: true },
];
const memberCount = 16;
export const startingPoints = 250;

/** Whatever was done while furnishing has a key that begins so; the operations of a round never do. */
export const setupPrefix = 'setup-';

/** Made through the same doors as a real brand's: the command line, then the admin API. */
export async function furnish(
  databaseUrl: string,
  origin: string,
  handle: string,
  players: readonly Player[],
): Promise<Mall> {
  const keys = await createProgram(databaseUrl, handle);
  const admin = adminOf(origin, keys.secret);
  const variants: MallVariant[] = [];
  for (const [place, goods] of shelf.entries()) {
    const made = rewardShape.parse(await admin(rewardCreate, rewardInput(goods, place))).rewardCreate.reward;
    const [variant] = made.variants;
    const uuids = { rewardUuid: uuidOf('reward', made.id), uuid: uuidOf('variant', variant.id) };
    variants.push({ ...goods, ...uuids, id: variant.id });
    if (!goods.virtual) continue;
    const codes = Array.from({ length: goods.onHand }, (_, at) => `${handle}-${at}`);
    await admin(codesAdd, { variantId: variant.id, codes, idempotencyKey: `${setupPrefix}codes-${place}` });
  }
  const members: MallMember[] = [];
  for (let at = 0; at < memberCount; at += 1) {
    const customerId = `customer-${at}`;
    const { token, member } = tokenShape.parse(await admin(tokenCreate, { customerId })).memberTokenCreate;
    members.push({ customerId, token, id: member.id, uuid: uuidOf('member', member.id) });
    const grant = { customerId, points: startingPoints, idempotencyKey: `${setupPrefix}grant-${at}` };
    await admin(pointsGrant, grant);
  }
  const { program } = z
    .object({ program: z.object({ id: z.string() }) })
    .parse(await admin('{ program { id } }'));
  const programUuid = uuidOf('program', program.id);
  const mall: Mall = { programUuid, keys, members, variants, more: new Map() };
  for (const player of players) await player.furnish?.(admin, mall);
  return mall;
}

/** A token as the brand's own backend would fetch it, for subscribers that come back. */
export async function freshToken(origin: string, mall: Mall, member: MallMember): Promise<string> {
  const answer = await adminOf(origin, mall.keys.secret)(tokenCreate, { customerId: member.customerId });
  return tokenShape.parse(answer).memberTokenCreate.token;
}

export function uuidOf(prefix: IdPrefix, id: unknown): string {
  const uuid = decodeId(prefix, String(id));
  if (uuid === null) throw new Error(`${String(id)} is no id of a ${prefix}.`);
  return uuid;
}

async function createProgram(databaseUrl: string, handle: string): Promise<Mall['keys']> {
  const program = fileURLToPath(import.meta.resolve('@jifen/server/create-program.js'));
  const { stdout } = await promisify(execFile)(process.execPath, [program, handle, handle], {
    env: { PATH: process.env['PATH'], DATABASE_URL: databaseUrl },
  });
  const key = (kind: string) => {
    const found = new RegExp(`${kind}\\s+(\\S+)`).exec(stdout)?.[1];
    if (found === undefined) throw new Error(`program:create told no ${kind} key: ${stdout}`);
    return found;
  };
  return { publishable: key('publishable'), secret: key('secret'), partner: key('partner') };
}

/** Asks without any fault in the way; whatever is not answered is an error. */
export function adminOf(origin: string, secret: string): Admin {
  return async (document, input) => {
    const reply = await post({
      url: `${origin}/admin/graphql`,
      headers: { authorization: `Bearer ${secret}` },
      document,
      variables: input === undefined ? {} : { input },
      timeoutMs: 10_000,
    });
    if (reply.kind !== 'answered') throw new Error(`The operator got no answer: ${reply.why}`);
    return reply.data;
  };
}

function rewardInput(goods: (typeof shelf)[number], place: number): object {
  const { points, cash, limit, onHand, virtual } = goods;
  const title = { zh: `奖品${place}`, en: `Reward ${place}` };
  return {
    handle: `reward-${place}`,
    kind: virtual ? 'VIRTUAL' : 'PHYSICAL',
    listed: true,
    title,
    ...(limit === null ? {} : { limit: { quantity: limit, period: 'EVER' } }),
    variants: [
      {
        title,
        pricePlans: [
          { price: { points, cash: cash === null ? null : { amount: cash, currencyCode: 'CNY' } } },
        ],
        stock: { onHand: virtual ? 0 : onHand },
      },
    ],
  };
}

const rewardCreate = `mutation ($input: RewardCreateInput!) {
  rewardCreate(input: $input) { reward { id variants { id } } userErrors { code message } }
}`;
const rewardShape = z.object({
  rewardCreate: z.object({
    reward: z.object({ id: z.string(), variants: z.tuple([z.object({ id: z.string() })]) }),
  }),
});
const codesAdd =
  'mutation ($input: CodesAddInput!) { codesAdd(input: $input) { added userErrors { code message } } }';
const pointsGrant =
  'mutation ($input: PointsGrantInput!) { pointsGrant(input: $input) { member { id } userErrors { code message } } }';
const tokenCreate =
  'mutation ($input: MemberTokenCreateInput!) { memberTokenCreate(input: $input) { token member { id } } }';
const tokenShape = z.object({
  memberTokenCreate: z.object({ token: z.string(), member: z.object({ id: z.string() }) }),
});
