/// <reference types="node" />
import { describe, expect, it } from 'vitest';

import {
  WatchBalanceDocument as document,
  WatchStockDocument,
  type WatchStockSubscription,
} from '../generated/storefront.js';
import { Channels, type LiveStatus } from './channel.js';

/** Channels that are connected to nothing, and how to follow one subscription of theirs. */
function open() {
  const channels = new Channels(() => undefined);
  const follow = (): LiveStatus[] => {
    const statuses: LiveStatus[] = [];
    channels.add({ document, variables: {} }, () => undefined, { onStatus: (one) => statuses.push(one) });
    return statuses;
  };
  return { channels, follow };
}

describe('a new listener', () => {
  it('is told the present status once, however it changes before that', async () => {
    const { channels, follow } = open();
    channels.report('live');
    const [first, equal] = [follow(), follow()];
    channels.report('connecting');
    await Promise.resolve();
    expect([first, equal]).toEqual([['connecting'], ['connecting']]);
    channels.report('live');
    expect([first, equal]).toEqual([
      ['connecting', 'live'],
      ['connecting', 'live'],
    ]);
  });

  it('hears nothing after the end, even when that comes at once', async () => {
    const { channels, follow } = open();
    const statuses = follow();
    channels.endAll();
    await Promise.resolve();
    expect(statuses).toEqual(['closed']);
  });
});

describe('a subscription that is begun anew', () => {
  it('shows what is so now, though versions went back with the database of the mall', () => {
    const channels = new Channels(() => undefined);
    const shown: string[] = [];
    const versionOf = ({ state }: WatchStockSubscription) => ({
      topic: state.variantId,
      version: state.version,
    });
    channels.add({ document: WatchStockDocument, variables: { variantIds: [] }, versionOf }, ({ state }) =>
      shown.push(`${state.variantId}: ${state.available}`),
    );
    const deliver = (variantId: string, version: string, available: number) =>
      channels.deliver('1', { state: { variantId, version, available } });
    deliver('cup', '900', 5);
    deliver('mug', '12', 50);
    deliver('pot', '7', 9);
    channels.subscribeAll();
    // One in an earlier version, one in another state that has the same, and one that is as it was.
    deliver('cup', '880', 7);
    deliver('mug', '12', 49);
    deliver('pot', '7', 9);
    expect(shown).toEqual(['cup: 5', 'mug: 50', 'pot: 9', 'cup: 7', 'mug: 49']);
    deliver('cup', '879', 8);
    deliver('cup', '881', 6);
    expect(shown.slice(5)).toEqual(['cup: 6']);
  });
});
