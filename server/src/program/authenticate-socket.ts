import { GraphQLError } from 'graphql';
import { requestContext } from '../graphql/context.js';
import type { Authenticate } from '../live/session.js';
import type { Clock } from '../platform/clock.js';
import type { Authenticator } from './authenticate.js';

/** Lets a socket in with the same key and token as a request, and gives each of its operations a context of its own. */
export function socketAuthentication(
  authenticator: Pick<Authenticator, 'storefront'>,
  clock: Clock,
): Authenticate {
  return async ({ key, token, language }) => {
    try {
      const context = await authenticator.storefront({ key, bearer: token, language });
      return {
        expiresAt: context.member?.tokenExpiresAt ?? null,
        context: () => requestContext({ ...context, now: clock.now() }),
      };
    } catch (error) {
      const { code, reason } = error instanceof GraphQLError ? error.extensions : {};
      if (code !== 'UNAUTHENTICATED') throw error;
      return reason === 'TOKEN_EXPIRED' ? 'EXPIRED' : 'UNAUTHENTICATED';
    }
  };
}
