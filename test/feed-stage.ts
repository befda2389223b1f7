import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { Brand, StageServer } from './live-stage.js';
import { SocketClient } from './socket-client.js';

export const follow = `subscription ($after: String) {
  stockFeed(after: $after) { cursor events { cursor kind variantId rewardId sku available unlimited listed version prices { points } } }
}`;
const batchShape = z.object({
  stockFeed: z.object({
    cursor: z.string(),
    events: z.array(
      z.object({ cursor: z.string(), variantId: z.string(), available: z.number(), version: z.string() }),
    ),
  }),
});

export const partner = (brand: Brand, { url }: StageServer) =>
  SocketClient.accepted(url, { key: brand.partner });
export const batches = (client: SocketClient, id: string) =>
  client.data(id, batchShape).map((data) => data.stockFeed);
export const events = (client: SocketClient, id: string) =>
  batches(client, id).flatMap((batch) => batch.events);
/** How much was left, event by event. */
export const left = (client: SocketClient, id: string) => events(client, id).map((event) => event.available);

/** Follows from the end and waits until the place is known. */
export async function fromNowOn(client: SocketClient) {
  const id = client.subscribe(follow);
  await vi.waitFor(() => expect(batches(client, id)).toHaveLength(1));
  return { id, cursor: batches(client, id)[0]?.cursor ?? '' };
}
