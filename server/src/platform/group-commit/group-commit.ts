import type pg from 'pg';
import type { Clock } from '../clock.js';
import { groupsAtOnce, rowPatience } from '../database.js';
import { databaseTrouble } from '../database-trouble.js';
import type { NewId } from '../ids.js';
import { Overloaded } from '../overloaded.js';
import type { Refused } from '../refusal.js';
import type { Book, BookKind, Command, Outcome } from './command.js';
import { ApartLane } from './apart-lane.js';
import { Kept } from './kept.js';
import { heldUp } from './held-up.js';
import { type Answer, type GroupContext, runGroup } from './run-group.js';
import { failAll, type Waiting } from './waiting.js';
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

/**
 * Collects the commands that wait and runs them in groups, one transaction each.
 * A lone command starts at once; while every worker is busy, the queue grows into the next group.
 */
export class GroupCommit {
  readonly #queue: Waiting[] = [];
  readonly #options: Required<GroupCommitOptions>;
  readonly #kept = new Kept();
  readonly #apart: ApartLane;
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
    const { maxGroup, apartForMs } = this.#options;
    this.#apart = new ApartLane({
      maxGroup,
      store: (group) => this.#store(group, apartForMs),
      freeOf: (group) => this.#freeOf(group),
      goOn: (group) => this.#run(group),
      failed: (group, failed) => this.#failed(group, failed),
      onIdle: () => this.#wakeIdle(),
    });
  }

  /** Answers after the commit: the outcome or a refusal. Fails with Overloaded at once when the queue is full. */
  submit<Result extends Outcome>(command: Command<Result>): Promise<Result | Refused> {
    return new Promise((resolve, reject) => {
      if (this.#queue.length + this.#apart.waiting >= this.#options.maxQueue) {
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
    if (this.#busy === 0 && this.#queue.length === 0 && !this.#apart.busy) return;
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
    if (this.#busy === 0 && !this.#apart.busy) for (const wake of this.#idle.splice(0)) wake();
  }

  async #run(group: readonly Waiting[]): Promise<void> {
    try {
      await this.#store(group, this.#apart.busy ? rowPatience.warnedMs : undefined);
    } catch (failed) {
      if (databaseTrouble(failed) === 'contended') await this.#apart.setApart(group, failed);
      else await this.#failed(group, failed);
    }
  }

  async #failed(group: readonly Waiting[], failed: unknown): Promise<void> {
    if (group.length === 1 || concernsAll(failed)) return failAll(group, failed);
    // One bad command must not fail its group: a group that cannot be stored is run one by one.
    for (const waiting of group) await this.#run([waiting]);
  }

  /** Whose rows can be had at this moment; nobody's when that cannot be found out. */
  async #freeOf(group: readonly Waiting[]): Promise<ReadonlySet<Waiting>> {
    try {
      const held = await this.#lent((client) => heldUp(client, commandsOf(group), this.#context()));
      return new Set(group.filter((_, nth) => held[nth] === false));
    } catch {
      return new Set();
    }
  }

  async #store(group: readonly Waiting[], patienceMs?: number): Promise<void> {
    const context = { ...this.#context(), patienceMs };
    const answers = await this.#lent((client) => runGroup(client, commandsOf(group), context));
    this.#tell(group, answers);
    // The callers first: what others hear may wait until their answers have been made.
    setImmediate(() => this.#options.onCommit());
  }

  #context(): GroupContext {
    const { clock, newId, bookKinds } = this.#options;
    return { now: clock.now(), newId, bookKinds, kept: this.#kept };
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

  async #lent<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#options.pool.connect();
    let broken = true;
    try {
      const result = await work(client);
      broken = false;
      return result;
    } finally {
      // After an error the connection's state is not certain; the pool opens another.
      client.release(broken);
    }
  }
}

function commandsOf(group: readonly Waiting[]): Command<Outcome>[] {
  return group.map((waiting) => waiting.command);
}

const toldAtOnce = 16;
const fewCommands = 16;
const longGroupMs = 100;
/** Nobody knows whether the commit happened, or nothing can be stored: nobody else of the group would fare better; callers retry with their keys. */
function concernsAll(error: unknown): boolean {
  const trouble = databaseTrouble(error);
  return trouble === 'away' || trouble === 'hindered';
}
