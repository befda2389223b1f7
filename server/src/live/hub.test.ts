import { buildSchema, execute, type GraphQLError } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { systemTimers } from '../platform/timers.js';
import { Executor } from './execute.js';
import { Hub } from './hub.js';
import { isOperation, Operations } from './operations.js';
import { Outlet } from './outlet.js';
import { LiveSource } from './source.js';
import type { Topic, Versioned } from './topic.js';
import type { Subscription } from './view.js';

type Counter = { left: number; owner: string };

const schema = buildSchema(`
  type Query { ok: Boolean }
  type Counter { left: Int! }
  type Subscription { counter(ids: [ID!]!): Counter! }
`);
const document = 'subscription ($ids: [ID!]!) { counter(ids: $ids) { left } }';
const withVariable =
  'subscription ($ids: [ID!]!, $named: Boolean!) { counter(ids: $ids) { left name: __typename @include(if: $named) } }';

/** A hub over counters kept in memory, with everything it does counted. */
function counters() {
  const states = new Map<string, Versioned<Counter>>();
  const reads: string[][] = [];
  const gate: { open: Promise<void> } = { open: Promise.resolve() };
  const topic: Topic<Counter> = {
    name: 'counter',
    async read(ids) {
      reads.push([...ids]);
      const seen = new Map(ids.flatMap((id) => pair(id, states.get(id))));
      await gate.open;
      return seen;
    },
  };
  const run = vi.fn<typeof execute>(execute);
  const executor = new Executor({
    schema,
    formatError: (error) => ({ message: error.message }),
    execute: (args) => run({ ...args, rootValue: { counter: args.rootValue } }),
  });
  const errors: unknown[] = [];
  const hub = new Hub({
    topics: [topic],
    executor,
    timers: systemTimers,
    onError: (e) => errors.push(e),
    paceMs: 1,
  });
  const operations = new Operations({ schema });
  const watch = (
    ids: string[],
    options: { operationId?: string; audience?: string; owner?: string; named?: boolean } = {},
  ) => {
    const { named } = options;
    const operation = operations.prepare(named === undefined ? document : withVariable, undefined);
    if (!isOperation(operation)) throw new Error('The document is not valid.');
    const frames: Buffer[] = [];
    const wire = { bufferedAmount: 0, send: (frame: Buffer) => frames.push(frame) };
    const source = new LiveSource<Counter>({
      topic: 'counter',
      ids,
      audience: options.audience ?? 'everyone',
      permits: (state) => state.owner === (options.owner ?? 'mall'),
    });
    const failures: GraphQLError[] = [];
    const outlet = new Outlet(wire, { highWaterBytes: 1_000, lowWaterBytes: 100 }, () => 0);
    const subscription: Subscription = {
      operationId: options.operationId ?? '1',
      view: hub.view(source, operation, named === undefined ? { ids } : { ids, named }),
      outlet,
      context: () => ({}),
      fail: (error) => failures.push(error),
    };
    hub.watch(subscription);
    const left = () => frames.map(leftIn);
    return { frames, failures, wire, outlet, unwatch: () => hub.unwatch(subscription), left };
  };
  const set = (id: string, version: number, left: number) => {
    states.set(id, { version, state: { left, owner: 'mall' } });
    hub.changed(new Map([['counter', [id]]]));
  };
  return { hub, states, reads, gate, run, watch, set, errors };
}

function pair<T>(id: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[id, value]];
}

const frameShape = z.object({
  payload: z.object({ data: z.object({ counter: z.object({ left: z.number() }) }) }),
});

function leftIn(frame: Buffer): number {
  return frameShape.parse(JSON.parse(frame.toString())).payload.data.counter.left;
}

describe('watching a state', () => {
  it('gives the snapshot first and newer states after it', async () => {
    const { watch, set } = counters();
    set('a', 1, 10);
    const member = watch(['a']);
    await vi.waitFor(() => expect(member.left()).toEqual([10]));
    set('a', 2, 9);
    await vi.waitFor(() => expect(member.left()).toEqual([10, 9]));
  });

  it('executes once and sends the very same bytes, however many watch', async () => {
    const { watch, set, run, reads } = counters();
    set('a', 1, 10);
    const members = Array.from({ length: 500 }, () => watch(['a']));
    await vi.waitFor(() => expect(members.every((member) => member.frames.length === 1)).toBe(true));
    // The first one's read is under way when the others come, so there is a second one for them.
    await vi.waitFor(() => expect(reads).toHaveLength(2));
    expect(run).toHaveBeenCalledTimes(1);
    set('a', 2, 9);
    await vi.waitFor(() => expect(members.every((member) => member.frames.length === 2)).toBe(true));
    expect(run).toHaveBeenCalledTimes(2);
    expect(reads).toHaveLength(3);
    expect(new Set(members.map((member) => member.frames[1]))).toHaveProperty('size', 1);
  });

  it('shares executions between those who watch other things besides', async () => {
    const { watch, set, run } = counters();
    set('a', 1, 10);
    set('b', 1, 20);
    const [one, two] = [watch(['a']), watch(['b', 'a'])];
    await vi.waitFor(() => expect([one.frames.length, two.frames.length]).toEqual([1, 2]));
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('executes for each audience on its own', async () => {
    const { watch, set, run } = counters();
    set('a', 1, 10);
    const [one, two] = [watch(['a'], { audience: 'mei' }), watch(['a'], { audience: 'li' })];
    await vi.waitFor(() => expect([one.frames.length, two.frames.length]).toEqual([1, 1]));
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('answers the same question with other variables on its own', async () => {
    const { watch, set } = counters();
    set('a', 1, 10);
    const [plain, named] = [watch(['a'], { named: false }), watch(['a'], { named: true })];
    const told = ({ frames }: { frames: Buffer[] }) =>
      frames.map((frame) => frame.toString().includes('"name"'));
    await vi.waitFor(() => expect([told(plain), told(named)]).toEqual([[false], [true]]));
    set('a', 2, 9);
    await vi.waitFor(() =>
      expect([told(plain), told(named)]).toEqual([
        [false, false],
        [true, true],
      ]),
    );
  });

  it('gives a newcomer the snapshot without telling the others again', async () => {
    const { watch, set } = counters();
    set('a', 1, 10);
    const early = watch(['a']);
    await vi.waitFor(() => expect(early.left()).toEqual([10]));
    const late = watch(['a']);
    await vi.waitFor(() => expect(late.left()).toEqual([10]));
    expect(early.left()).toEqual([10]);
  });

  it('never sends a state that is not newer', async () => {
    const { watch, set, hub, reads } = counters();
    set('a', 5, 10);
    const member = watch(['a']);
    await vi.waitFor(() => expect(member.left()).toEqual([10]));
    const readsBefore = reads.length;
    hub.refreshAll();
    await vi.waitFor(() => expect(reads.length).toBeGreaterThan(readsBefore));
    set('a', 6, 9);
    await vi.waitFor(() => expect(member.left()).toEqual([10, 9]));
  });

  it('misses nothing that changes while the snapshot is being read', async () => {
    const { watch, set, gate, reads } = counters();
    set('a', 1, 10);
    let open = () => undefined as void;
    gate.open = new Promise((resolve) => (open = resolve));
    const member = watch(['a']);
    await vi.waitFor(() => expect(reads).toHaveLength(1));
    set('a', 2, 9);
    open();
    await vi.waitFor(() => expect(member.left().at(-1)).toBe(9));
  });

  it('says that something does not exist, or belongs to another', async () => {
    const { watch, set } = counters();
    set('a', 1, 10);
    const [absent, foreign] = [watch(['z']), watch(['a'], { owner: 'another mall' })];
    await vi.waitFor(() => expect([absent.failures.length, foreign.failures.length]).toEqual([1, 1]));
    expect(absent.failures[0]?.extensions['code']).toBe('NOT_FOUND');
    expect(foreign.failures[0]?.extensions['code']).toBe('NOT_FOUND');
  });

  it('says so only to who asked before it was looked for: it may have been made since', async () => {
    const { watch, set, gate, reads } = counters();
    let open = () => undefined as void;
    gate.open = new Promise((resolve) => (open = resolve));
    const early = watch(['z']);
    await vi.waitFor(() => expect(reads).toHaveLength(1));
    set('z', 1, 5);
    const late = watch(['z']);
    open();
    await vi.waitFor(() => expect([early.failures.length, late.left()]).toEqual([1, [5]]));
    expect(late.failures).toEqual([]);
  });

  it('reads nothing for what nobody watches any more', async () => {
    const { watch, set, reads } = counters();
    set('a', 1, 10);
    const member = watch(['a']);
    const other = watch(['b']);
    await vi.waitFor(() => expect(member.left()).toEqual([10]));
    member.unwatch();
    const readsBefore = reads.length;
    set('a', 2, 9);
    set('b', 1, 1);
    await vi.waitFor(() => expect(other.left()).toEqual([1]));
    expect(reads.slice(readsBefore).flat()).not.toContain('a');
    expect(member.left()).toEqual([10]);
  });

  it('sends nothing to who left while their socket did not keep up', async () => {
    const { watch, set } = counters();
    set('a', 1, 10);
    const member = watch(['a']);
    await vi.waitFor(() => expect(member.left()).toEqual([10]));
    const full = 2_000;
    member.wire.bufferedAmount = full;
    set('a', 2, 9);
    await vi.waitFor(() => expect(member.outlet.heldBytes).toBeGreaterThan(full));
    member.unwatch();
    member.wire.bufferedAmount = 0;
    expect(member.outlet.blockedForMs()).toBe(0);
    expect(member.left()).toEqual([10]);
  });

  it('sends nothing to who left while their answer was being made', async () => {
    const { watch, set, run } = counters();
    set('a', 1, 10);
    const [leaves, stays] = [watch(['a']), watch(['a'])];
    await vi.waitFor(() => expect([leaves.left(), stays.left()]).toEqual([[10], [10]]));
    let finish = () => undefined as void;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    run.mockImplementationOnce(async (args) => {
      await finished;
      return execute(args);
    });
    const before = run.mock.calls.length;
    set('a', 2, 9);
    await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThan(before));
    leaves.unwatch();
    finish();
    await vi.waitFor(() => expect(stays.left()).toEqual([10, 9]));
    expect(leaves.left()).toEqual([10]);
  });

  it('reads again after a read has failed', async () => {
    const { watch, set, gate, errors } = counters();
    set('a', 1, 10);
    gate.open = Promise.reject(new Error('The database is away.'));
    const member = watch(['a']);
    await vi.waitFor(() => expect(errors).toHaveLength(1));
    gate.open = Promise.resolve();
    await vi.waitFor(() => expect(member.left()).toEqual([10]));
  });
});
