import { z } from 'zod';

/** Who is at the other end of a socket, for as long as the socket lives. */
export interface LiveSession {
  /** When the member token ends, and the socket with it; null without a token. */
  expiresAt: Date | null;
  /** A fresh request context, as every operation over HTTP gets one. */
  context(): object;
}

/** Why a socket is not accepted: `EXPIRED` asks the client for a new token; a reason, in at most 123 bytes, is final. */
export type SessionRefusal = 'EXPIRED' | { reason: string };

/** What a client sends as connectionParams. */
export interface Credentials {
  key?: string | undefined;
  token?: string | undefined;
  language?: string | undefined;
}

export type Authenticate = (credentials: Credentials) => Promise<LiveSession | SessionRefusal>;

const shape = z.object({
  key: z.string().max(200).nullish(),
  token: z.string().max(4_000).nullish(),
  language: z.string().max(200).nullish(),
});

/** Null when the parameters are malformed. */
export function readCredentials(connectionParams: unknown): Credentials | null {
  const parsed = shape.safeParse(connectionParams ?? {});
  if (!parsed.success) return null;
  const { key, token, language } = parsed.data;
  return { key: key ?? undefined, token: token ?? undefined, language: language ?? undefined };
}
