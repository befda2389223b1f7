import { z } from 'zod';
import type { RequestContext } from '../graphql/context.js';
import { localize } from '../graphql/localized.js';
import type { LocalizedText } from '../graphql/localized.js';
import { HttpRefusal, readJson, sendJson } from '../graphql/http-body.js';
import type { Route } from '../graphql/http.js';
import { createMemberToken } from '../member/create-member-token.js';
import type { MemberParts } from '../member/ensure-member.js';
import { isRefused } from '../platform/refusal.js';
import type { Authenticator } from '../program/authenticate.js';
import { credentialsOf } from '../program/credentials.js';

/** A ready-made customer of a demo brand. */
export interface DemoMember {
  customerId: string;
  displayName: LocalizedText;
  /** Who this is, in a sentence. */
  note: LocalizedText;
}

/** What the demo brands are made of, as far as visitors see it without GraphQL. */
export interface DemoContent {
  members(programHandle: string): readonly DemoMember[];
  /** An SVG; null when no reward has this handle. */
  picture(handle: string): string | null;
}

export interface DemoParts extends MemberParts {
  authenticator: Authenticator;
  content: DemoContent;
}

const tokenRequest = z.object({ customerId: z.string().min(1).max(200) });
const bodyLimit = 10_000;
const lifetimeSeconds = 3_600;

/**
 * What only a demo may offer: a list of members to try, a token for any of them, and drawn pictures.
 * In a real mall the brand's backend decides who gets a token.
 */
export function demoRoutes(parts: DemoParts): Route[] {
  return [
    async (request, response, url) => {
      if (request.method !== 'GET' || url.pathname !== '/demo/members') return false;
      const { program } = await parts.authenticator.storefront(credentialsOf(request));
      const members = parts.content.members(program.handle);
      // The content knows more of its members; visitors need only what introduces them.
      sendJson(
        response,
        200,
        members.map(({ customerId, displayName, note }) => ({ customerId, displayName, note })),
      );
      return true;
    },
    async (request, response, url) => {
      if (request.method !== 'POST' || url.pathname !== '/demo/token') return false;
      const context = await parts.authenticator.storefront(credentialsOf(request));
      const body = tokenRequest.safeParse(await readJson(request, bodyLimit));
      if (!body.success) throw new HttpRefusal(400, 'Send {"customerId": "…"}.');
      sendJson(response, 200, await demoToken(parts, context, body.data.customerId));
      return true;
    },
    async (request, response, url) => {
      const handle = /^\/demo\/pictures\/([\w-]+)\.svg$/.exec(url.pathname)?.[1];
      if (request.method !== 'GET' || handle === undefined) return false;
      const picture = parts.content.picture(handle);
      if (picture === null) throw new HttpRefusal(404, 'There is no such picture.');
      response.writeHead(200, {
        'content-type': 'image/svg+xml; charset=utf-8',
        'cache-control': 'public, max-age=86400',
        // Storefronts of any origin show these pictures.
        'access-control-allow-origin': '*',
      });
      response.end(picture);
      return true;
    },
  ];
}

async function demoToken(parts: DemoParts, context: RequestContext, customerId: string) {
  const { program, language, now } = context;
  const member = parts.content.members(program.handle).find((one) => one.customerId === customerId);
  if (member === undefined) throw new HttpRefusal(404, 'The demo has no such customer.');
  const made = await createMemberToken(parts, {
    programId: program.id,
    customerId,
    displayName: localize(member.displayName, language),
    lifetimeSeconds,
    now,
  });
  if (isRefused(made)) throw new Error('A member of the demo has a customer id that cannot be used.');
  return { token: made.token, expiresAt: made.expiresAt };
}
