/// <reference types="node" />
import { describe, expect, it } from 'vitest';

import { WatchBalanceDocument as document } from '../generated/storefront.js';
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
