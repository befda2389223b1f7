import { GraphQLError } from 'graphql';
import type { Authenticate } from '../live/session.js';
import type { Authenticator } from './authenticate.js';

/** Lets the socket server ask who is there, in its own words. */
export function liveAuthentication(authenticator: Authenticator): Authenticate {
  return async ({ key, token, language }) => {
    const credentials = { key, bearer: token, language };
    try {
      const first = await authenticator.storefront(credentials);
      return {
        expiresAt: first.member?.tokenExpiresAt ?? null,
        context: () => authenticator.renewed(first),
      };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return error.extensions['reason'] === 'TOKEN_EXPIRED' ? 'EXPIRED' : { reason: error.message };
    }
  };
}
