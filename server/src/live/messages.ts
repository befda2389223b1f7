import { z } from 'zod';

/** The subprotocol: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
export const subprotocol = 'graphql-transport-ws';

const anything = z.record(z.string(), z.unknown()).nullish();
const subscribePayload = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: anything,
  extensions: anything,
});
const messageShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connection_init'), payload: anything }),
  z.object({ type: z.literal('ping'), payload: anything }),
  z.object({ type: z.literal('pong'), payload: anything }),
  z.object({ type: z.literal('subscribe'), id: z.string().min(1), payload: subscribePayload }),
  z.object({ type: z.literal('complete'), id: z.string().min(1) }),
]);

/** What a client may say. */
export type ClientMessage = z.infer<typeof messageShape>;
export type SubscribePayload = z.infer<typeof subscribePayload>;

/** Null when it is none of the protocol's messages. */
export function readMessage(text: string): ClientMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = messageShape.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** What the server says, apart from the states that the hub writes. */
export type ServerMessage =
  | { type: 'connection_ack' }
  | { type: 'pong'; payload?: object }
  | { id: string; type: 'next'; payload: object }
  | { id: string; type: 'error'; payload: readonly object[] }
  | { id: string; type: 'complete' };
