import { Socket } from 'node:net';
import pg from 'pg';
import { LostConnections, sessionOfLiving } from './lost-connections.js';
import { BackOff, type Cancel, systemTimers } from './timers.js';

export interface WatchOptions {
  url: string;
  /** How often it is asked; default 1 s. */
  everyMs?: number | undefined;
  /** An answer that takes longer is none; default 2.5 s. */
  patienceMs?: number;
}

/** A lock of the session that is held for as long as this process uses what it guards. */
export interface KeptLock {
  /** Tries to take it; `locked` of its row says whether it did. */
  take: string;
  /** Asked whenever it was taken: null, or why this process may never again use what has become of what it guards. */
  refusal(client: pg.Client): Promise<string | null>;
  /** Told when the lock was lost and is not to be had, when it is held again, and the refusal. */
  say?: ((text: string) => void) | undefined;
}

interface Probe {
  client: pg.Client;
  socket: Socket;
  /** Whether its session holds the lock that is to be kept. */
  locked: boolean;
}

type Reply = 'answered' | 'crowded' | 'broken' | 'silent';

/** A standby, or a primary that was told to take nothing, answers as well. */
const question = 'SHOW transaction_read_only';
/** Why the lock is not held, when it was lost. */
const suspended = {
  toAnother: 'another process is about to change it: nothing is served until that is clear',
  crowded: 'PostgreSQL has no other to give: nothing is served until it has one',
  failed: 'PostgreSQL does not say who may use it: nothing is served until it does',
} as const;

/**
 * Knows whether PostgreSQL answers, by asking it the simplest question over a connection of its own. While it does not, the
 * connections made through `stream` are cut and no new one is opened: whoever waits, or would wait, hears of it at once
 * instead of holding on to a database that was halted, or whose machine is gone, and that says nothing at all.
 */
export class DatabaseWatch {
  /** Looked after as often as PostgreSQL is asked. */
  readonly lost = new LostConnections();
  #answers = true;
  #readOnly = false;
  #stopped = false;
  #asking = false;
  #probe: Probe | null = null;
  #lock: KeptLock | null = null;
  #use: 'free' | 'suspended' | 'refused' = 'free';
  #cancelNext: Cancel = () => undefined;
  #current: Promise<void> = Promise.resolve();
  readonly #sockets = new Set<Socket>();
  readonly #backOff = new BackOff(100, 1_000);
  readonly #everyMs: number;
  readonly #patienceMs: number;

  constructor(private readonly options: WatchOptions) {
    this.#everyMs = options.everyMs ?? 1_000;
    this.#patienceMs = options.patienceMs ?? 2_500;
  }

  /** Whether PostgreSQL answered when it was last asked, and may be used; never waits. */
  get answers(): boolean {
    return this.#answers;
  }

  /** Whether it also takes what is written, which is not so on a standby. */
  get writes(): boolean {
    return this.#answers && !this.#readOnly;
  }

  /** Where pg is to take its sockets from. */
  readonly stream = (): Socket => {
    const socket = new Socket();
    if (this.#answers) {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    } else {
      // pg listens for errors only once it has the socket.
      process.nextTick(() => socket.destroy(gone()));
    }
    return socket;
  };

  start(): void {
    this.#askNow();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelNext();
    // One that still waits for its answer must not be waited for.
    this.#drop();
    await this.#current;
  }

  /**
   * From now on its connection holds a lock: asked for at once, then on each connection that follows. While it is not to be had, somebody
   * else has it, or will before us: nobody uses the database then, as if it did not answer, until it is held again.
   */
  async keepLock(lock: KeptLock): Promise<void> {
    this.#lock = lock;
    await this.#current;
    this.#askNow();
    await this.#current;
  }

  /** Every connection that was made through `stream`. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy(gone());
  }

  #askNow(): void {
    if (this.#asking || this.#stopped) return;
    this.#asking = true;
    this.#cancelNext();
    this.#current = this.#ask();
  }

  async #ask(): Promise<void> {
    const answered = await this.#isAnswered();
    this.#asking = false;
    if (this.#stopped) return;
    this.#answers = answered && this.#use === 'free';
    if (answered) this.#backOff.reset();
    if (!this.#answers) this.cut();
    if (this.#use === 'refused') return this.#drop();
    const waitMs = answered ? this.#everyMs : this.#backOff.next();
    this.#cancelNext = systemTimers.after(waitMs, () => this.#askNow());
  }

  async #isAnswered(): Promise<boolean> {
    if (this.#probe !== null) {
      const reply = await this.#reply(this.#question(this.#probe.client));
      if (reply !== 'broken') return reply !== 'silent';
      // A broken connection alone says little; whether a new one can be had is what counts.
      if (this.#stopped) return false;
    }
    const { client } = (this.#probe = this.#open());
    const opened = client.connect().then(() => client.query(sessionOfLiving));
    const reply = await this.#reply(opened.then(() => this.#question(client)));
    // What is open could go on, were it not for whoever has a connection already and waits to change what is used.
    if (reply === 'crowded') this.#suspend('crowded');
    return reply === 'answered' || reply === 'crowded';
  }

  async #question(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ transaction_read_only: string }>(question);
    this.#readOnly = rows[0]?.transaction_read_only === 'on';
    // Whether it can be found out says nothing about whether PostgreSQL answers.
    await this.lost.look(client).catch(() => undefined);
    await this.#takeLock(client).catch(() => {
      if (this.#probe?.client === client) this.#suspend('failed');
    });
    // What a database or role is set to holds for new sessions alone: this one would say so for ever.
    if (this.#readOnly) this.#drop();
  }

  async #takeLock(client: pg.Client): Promise<void> {
    const [probe, lock] = [this.#probe, this.#lock];
    if (lock === null || probe?.client !== client || probe.locked) return;
    const { rows } = await client.query<{ locked: boolean }>(lock.take);
    if (rows[0]?.locked !== true) return this.#suspend('toAnother');
    const refusal = await lock.refusal(client);
    if (refusal === null) {
      if (this.#use === 'suspended') lock.say?.('The database is used again: it was left as it is.');
      [this.#use, probe.locked] = ['free', true];
    } else {
      lock.say?.(refusal);
      this.#use = 'refused';
    }
  }

  /** Whoever does not hold the lock cannot know what becomes of the database under it. */
  #suspend(why: keyof typeof suspended): void {
    if (this.#lock === null || this.#use !== 'free') return;
    this.#use = 'suspended';
    this.#lock.say?.(`The connection that kept the database as it is was lost, and ${suspended[why]}.`);
  }

  async #reply(asked: Promise<unknown>): Promise<Reply> {
    let cancel: Cancel = () => undefined;
    const silence = new Promise<Reply>((silent) => {
      cancel = systemTimers.after(this.#patienceMs, () => {
        // A process that was halted finds its timers due before it has looked at what has long arrived.
        setImmediate(() => silent('silent'));
      });
    });
    const answer = asked.then(
      (): Reply => 'answered',
      (error: unknown): Reply => (isCrowded(error) ? 'crowded' : 'broken'),
    );
    const reply = await Promise.race([answer, silence]);
    cancel();
    if (reply !== 'answered' || !this.#isConnected()) this.#drop();
    return reply;
  }

  #open(): Probe {
    const socket = new Socket();
    const client = new pg.Client({
      connectionString: this.options.url,
      keepAlive: true,
      stream: () => socket,
    });
    client.on('error', () => {
      // Nobody has to wait for the next round to hear that it is gone.
      if (this.#probe?.client === client) this.#askNow();
    });
    return { client, socket, locked: false };
  }

  #isConnected(): boolean {
    return this.#probe?.socket.readyState === 'open';
  }

  #drop(): void {
    const probe = this.#probe;
    this.#probe = null;
    // Without a goodbye: a client that is told to end while it connects never says what became of connecting.
    probe?.socket.destroy();
  }
}

/** It has no connection left to give, which is an answer: those that are open go on. */
function isCrowded(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '53300';
}

function gone(): Error {
  return Object.assign(new Error('The database does not answer.'), { code: 'ECONNREFUSED' });
}
