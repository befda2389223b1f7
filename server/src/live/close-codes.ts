/** Why the server closes a socket. A client resumes after every code but 4400–4409, which are final, except 4403. */
export const closing = {
  /** The server stops; connect again elsewhere. */
  restart: { code: 1012, reason: 'Service restart' },
  /** The socket did not take what was sent to it; connect again, the snapshot is the present. */
  tooSlow: { code: 1013, reason: 'Reading too slowly' },
  /** Who is there could not be found out at the moment. */
  unavailable: { code: 1013, reason: 'Try again later' },
  badRequest: { code: 4400, reason: 'Bad request' },
  /** Key or token are missing, unknown or revoked; final. */
  unauthorised: { code: 4401, reason: 'Unauthorized' },
  /** The member token has expired: get a new one, connect again. */
  expired: { code: 4403, reason: 'Token expired' },
} as const;
