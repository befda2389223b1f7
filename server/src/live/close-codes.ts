/**
 * Why the server closes a socket. Clients of graphql-ws resume after the codes below 4400, 4403 and 4408, and take the others for final;
 * the SDK gives up after 4400 and 4401 alone, and after 4403 where it has no way to a new token.
 */
export const closing = {
  /** The server stops; connect again elsewhere. */
  restart: { code: 1012, reason: 'Service restart' },
  /** The socket did not take what was sent to it; connect again, the snapshot is the present. */
  tooSlow: { code: 1013, reason: 'Reading too slowly' },
  /** Who is there could not be found out at the moment. */
  unavailable: { code: 1013, reason: 'Try again later' },
  badRequest: { code: 4400, reason: 'Bad request' },
  /** What is not known to the subprotocol. */
  badMessage: { code: 4400, reason: 'Invalid message received' },
  /** Key or token are missing, unknown or revoked; final. */
  unauthorised: { code: 4401, reason: 'Unauthorized' },
  /** The member token has expired: get a new one, connect again. */
  expired: { code: 4403, reason: 'Token expired' },
  /** Not the subprotocol that this server speaks. */
  otherProtocol: { code: 4406, reason: 'Subprotocol not acceptable' },
  /** Nothing was said after the socket had been opened. */
  initTimeout: { code: 4408, reason: 'Connection initialisation timeout' },
  /** Two subscriptions under one id. */
  idInUse: { code: 4409, reason: 'A subscription with this id is open already' },
  secondInit: { code: 4429, reason: 'Too many initialisation requests' },
} as const;
