import type pg from 'pg';
import type { Clock } from '../clock.js';
import { groupsAtOnce, rowPatience } from '../database.js';
import { databaseTrouble } from '../database-trouble.js';
import type { NewId } from '../ids.js';
import { Overloaded } from '../overloaded.js';
import type { Refused } from '../refusal.js';
import type { Book, BookKind, Command, Outcome } from './command.js';
import { Kept } from './kept.js';
import { heldUp } from './held-up.js';
import { type Answer, type GroupContext, runGroup } from './run-group.js';
import { systemTimers, type Timers } from '../timers.js';

export interface GroupCommitOptions extends GroupSizes {
  pool: { connect(): Promise<pg.PoolClient> };
  clock: Clock;
  newId: NewId;
  bookKinds: readonly BookKind<Book>[];
  /** Called soon after every commit; wakes the outbox. */
  onCommit(): void;
  /** How long those who need rows that somebody keeps wait for them; default rowPatience.apartMs. */
  apartForMs?: number;
  timers?: Timers;
  /** Milliseconds by a clock that only goes forward. */
  elapsed?: () => number;
}

export interface GroupSizes {
  /** Groups in flight at once. */
  workers?: number;
  maxGroup?: number;
  maxQueue?: number;
}

interface Waiting {
  command: Command<Outcome>;
  /** Whether it has waited for rows that somebody keeps, apart from the others. */
  waitedApart: boolean;
  answer(answer: Answer): void;
}

/**
 * Collects the commands that wait and runs them in groups, one transaction each.
 * A lone command starts at once; while every worker is busy, the queue grows into the next group.
 */
export class GroupCommit {
  readonly #queue: Waiting[] = [];
  readonly #options: Required<GroupCommitOptions>;
  readonly #kept = new Kept();
  /** Commands that need rows which somebody keeps. */
  readonly #apart: Waiting[] = [];
  #apartBusy = false;
  #busy = 0;
  #underWay = 0;
  #lastBegan = 0;
  #looksAgain = false;
  /** Of the time its group takes, while others go beside it. */
  #millisecondsPerCommand = 1;
  #idle: (() => void)[] = [];

  constructor(options: GroupCommitOptions) {
    this.#options = {
      workers: groupsAtOnce,
      maxGroup: 256,
      maxQueue: 4_096,
      apartForMs: rowPatience.apartMs,
      timers: systemTimers,
      elapsed: () => performance.now(),
      ...options,
    };
  }

  /** Answers after the commit: the outcome or a refusal. Fails with Overloaded at once when the queue is full. */
  submit<Result extends Outcome>(command: Command<Result>): Promise<Result | Refused> {
    return new Promise((resolve, reject) => {
      if (this.#queue.length + this.#apart.length >= this.#options.maxQueue) {
        const perCommand = this.#millisecondsPerCommand / Math.max(1, this.#busy);
        reject(new Overloaded(Math.ceil(Math.max(50, this.#queue.length * perCommand))));
        return;
      }
      const answer = (given: Answer) => {
        if ('failed' in given) reject(given.failed);
        // A key is bound to its command's name by the input hash, so an earlier answer has the same shape.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        else resolve(given.outcome as Result | Refused);
      };
      this.#queue.push({ command, waitedApart: false, answer });
      this.#start();
    });
  }

  /** Resolves when nothing waits or runs any more. */
  async drain(): Promise<void> {
    if (this.#busy === 0 && this.#queue.length === 0 && !this.#apartBusy) return;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** Behind whatever the sockets have brought already, so that requests that came together share a group. */
  #start(): void {
    if (this.#busy >= this.#options.workers) return;
    if (this.#busy > 0 && !this.#deservesAnother()) return this.#lookAgain();
    this.#busy += 1;
    setImmediate(() => void this.#work());
  }

  /**
   * Beside a group under way another one goes when there are few commands in all, when a third of a full group is waiting, or when
   * the one under way takes long, which means that it waits for rows. Every group costs something beside its commands.
   * So a crowd takes turns in three: one part is being stored, the next is read, and the last hears its answers and asks again.
   */
  #deservesAnother(): boolean {
    const waiting = this.#queue.length;
    if (waiting + this.#underWay <= fewCommands || waiting * 3 >= this.#options.maxGroup) return true;
    return this.#options.elapsed() - this.#lastBegan > longGroupMs;
  }

  #lookAgain(): void {
    if (this.#looksAgain) return;
    this.#looksAgain = true;
    this.#options.timers.after(longGroupMs, () => {
      this.#looksAgain = false;
      if (this.#queue.length > 0) this.#start();
    });
  }

  async #work(): Promise<void> {
    while (this.#queue.length > 0 && (this.#busy === 1 || this.#deservesAnother())) {
      const group = this.#queue.splice(0, this.#options.maxGroup);
      const began = this.#options.elapsed();
      this.#lastBegan = began;
      this.#underWay += group.length;
      await this.#run(group);
      this.#underWay -= group.length;
      const each = (this.#options.elapsed() - began) / group.length;
      this.#millisecondsPerCommand += (each - this.#millisecondsPerCommand) * 0.1;
    }
    this.#busy -= 1;
    // The group that is left may turn out to wait for rows, and perhaps nobody comes any more.
    if (this.#queue.length > 0) this.#lookAgain();
    this.#wakeIdle();
  }

  #wakeIdle(): void {
    if (this.#busy === 0 && !this.#apartBusy) for (const wake of this.#idle.splice(0)) wake();
  }

  async #run(group: readonly Waiting[]): Promise<void> {
    try {
      await this.#store(group, this.#apartBusy ? rowPatience.warnedMs : undefined);
    } catch (failed) {
      if (databaseTrouble(failed) === 'contended') await this.#setApart(group, failed);
      else await this.#failed(group, failed);
    }
  }

  async #failed(group: readonly Waiting[], failed: unknown): Promise<void> {
    if (group.length === 1 || concernsAll(failed)) return this.#fail(group, failed);
    // One bad command must not fail its group: a group that cannot be stored is run one by one.
    for (const waiting of group) await this.#run([waiting]);
  }

  /** Somebody keeps rows for longer than groups do: those who need them wait apart, and the others go on. */
  async #setApart(group: readonly Waiting[], failed: unknown): Promise<void> {
    const free = await this.#freeOf(group);
    // Where nobody can be told from the others, all of them wait.
    const held = free.size === group.length ? group : group.filter((waiting) => !free.has(waiting));
    // Who has waited apart before has waited long enough.
    this.#fail(
      held.filter(({ waitedApart }) => waitedApart),
      failed,
    );
    this.#apart.push(...held.filter(({ waitedApart }) => !waitedApart));
    void this.#workApart();
    if (held.length < group.length) await this.#run([...free]);
  }

  /** One group at a time, with patience. Whoever is still held up then is refused. */
  async #workApart(): Promise<void> {
    if (this.#apartBusy) return;
    this.#apartBusy = true;
    while (this.#apart.length > 0) {
      const group = this.#apart.splice(0, this.#options.maxGroup);
      for (const waiting of group) waiting.waitedApart = true;
      try {
        await this.#store(group, this.#options.apartForMs);
      } catch (failed) {
        if (databaseTrouble(failed) === 'contended') await this.#setApart(group, failed);
        else await this.#failed(group, failed);
      }
    }
    this.#apartBusy = false;
    this.#wakeIdle();
  }

  /** Whose rows can be had at this moment; nobody's when that cannot be found out. */
  async #freeOf(group: readonly Waiting[]): Promise<ReadonlySet<Waiting>> {
    const client = await this.#options.pool.connect();
    let broken = true;
    try {
      const held = await heldUp(
        client,
        group.map((waiting) => waiting.command),
        this.#context(),
      );
      broken = false;
      return new Set(group.filter((_, nth) => held[nth] === false));
    } catch {
      return new Set();
    } finally {
      client.release(broken);
    }
  }

  async #store(group: readonly Waiting[], patienceMs?: number): Promise<void> {
    const answers = await this.#transaction(
      group.map((waiting) => waiting.command),
      patienceMs,
    );
    this.#tell(group, answers);
    // The callers first: what others hear may wait until their answers have been made.
    setImmediate(() => this.#options.onCommit());
  }

  #context(): GroupContext {
    const { clock, newId, bookKinds } = this.#options;
    return { now: clock.now(), newId, bookKinds, kept: this.#kept };
  }

  #fail(group: readonly Waiting[], failed: unknown): void {
    for (const waiting of group) waiting.answer({ failed });
  }

  /**
   * Tells the callers in portions: what each of them does with its answer takes this process longer than the group took, and
   * the next group, whose rows have come meanwhile, must not wait behind all of it.
   */
  #tell(group: readonly Waiting[], answers: readonly Answer[], from = 0): void {
    const to = Math.min(from + toldAtOnce, group.length);
    for (let at = from; at < to; at += 1) {
      group[at]?.answer(answers[at] ?? { failed: new Error('A group gave too few answers.') });
    }
    if (to < group.length) setImmediate(() => this.#tell(group, answers, to));
  }

  async #transaction(commands: readonly Command<Outcome>[], patienceMs?: number): Promise<Answer[]> {
    const client = await this.#options.pool.connect();
    let broken = true;
    try {
      const answers = await runGroup(client, commands, { ...this.#context(), patienceMs });
      broken = false;
      return answers;
    } finally {
      // After an error the connection's state is not certain; the pool opens another.
      client.release(broken);
    }
  }
}

const toldAtOnce = 16;
const fewCommands = 16;
const longGroupMs = 100;
/** Nobody knows whether the commit happened, or nothing can be stored: nobody else of the group would fare better; callers retry with their keys. */
function concernsAll(error: unknown): boolean {
  const trouble = databaseTrouble(error);
  return trouble === 'away' || trouble === 'hindered';
}
