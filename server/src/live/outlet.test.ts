import { describe, expect, it } from 'vitest';
import { Outlet, type Wire } from './outlet.js';

/** A socket whose reader takes bytes only when told to. */
class StalledWire implements Wire {
  bufferedAmount = 0;
  readonly frames: string[] = [];
  private readonly written: (() => void)[] = [];

  send(frame: Buffer, written: () => void): void {
    this.frames.push(frame.toString());
    this.bufferedAmount += frame.length;
    this.written.push(written);
  }

  drain(): void {
    this.bufferedAmount = 0;
    for (const written of this.written.splice(0)) written();
  }
}

const stock = {};
const balance = {};

function outlet(wire: Wire, now: () => number = () => 0) {
  return new Outlet(wire, { highWaterBytes: 10, lowWaterBytes: 2 }, now);
}

describe('what leaves for one socket', () => {
  it('passes on at once while the socket keeps up', () => {
    const wire = new StalledWire();
    outlet(wire).offer(stock, 'a', Buffer.from('1'));
    expect(wire.frames).toEqual(['1']);
  });

  it('keeps only the newest state of each thing while the socket does not keep up', () => {
    const wire = new StalledWire();
    const out = outlet(wire);
    out.offer(stock, 'a', Buffer.from('x'.repeat(11)));
    for (const state of ['a1', 'a2', 'a3']) out.offer(stock, 'a', Buffer.from(state));
    out.offer(stock, 'b', Buffer.from('b1'));
    out.offer(balance, 'a', Buffer.from('c1'));
    expect(wire.frames).toHaveLength(1);
    wire.drain();
    expect(wire.frames.slice(1)).toEqual(['a3', 'b1', 'c1']);
  });

  it('stops again when what was kept fills the socket, and loses nothing of it', () => {
    const wire = new StalledWire();
    const out = outlet(wire);
    out.offer(stock, 'full', Buffer.from('x'.repeat(11)));
    for (const id of ['a', 'b', 'c']) out.offer(stock, id, Buffer.from(id.repeat(8)));
    wire.drain();
    expect(wire.frames.slice(1)).toEqual(['aaaaaaaa', 'bbbbbbbb']);
    wire.drain();
    expect(wire.frames.slice(3)).toEqual(['cccccccc']);
  });

  it('does not send what was kept for a subscription that has ended', () => {
    const wire = new StalledWire();
    const out = outlet(wire);
    out.offer(stock, 'full', Buffer.from('x'.repeat(11)));
    out.offer(stock, 'a', Buffer.from('a'));
    out.offer(balance, 'b', Buffer.from('b'));
    out.forget(stock);
    wire.drain();
    expect(wire.frames.slice(1)).toEqual(['b']);
  });

  it('goes on once the answers that it stood behind have left, though nobody tells of them', () => {
    const wire = new StalledWire();
    const out = outlet(wire);
    // Written beside it, as the answers to the client's own messages are.
    wire.bufferedAmount = 11;
    out.offer(stock, 'a', Buffer.from('a'));
    expect(wire.frames).toEqual([]);
    wire.bufferedAmount = 0;
    expect(out.blockedForMs()).toBe(0);
    expect(wire.frames).toEqual(['a']);
  });

  it('tells for how long nothing was taken, and forgets it as soon as something was', () => {
    let now = 1_000;
    const wire = new StalledWire();
    const out = outlet(wire, () => now);
    out.offer(stock, 'full', Buffer.from('x'.repeat(11)));
    expect(out.blockedForMs()).toBe(0);
    now += 700;
    expect(out.blockedForMs()).toBe(700);
    wire.drain();
    expect(out.blockedForMs()).toBe(0);
  });
});
