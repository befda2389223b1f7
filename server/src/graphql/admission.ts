import { performance } from 'node:perf_hooks';
import { fraction } from '../platform/random.js';
import type { Random } from '../platform/random.js';

export interface AdmissionLimits {
  /** Requests in flight when all goes well: the queue of commands, and as many again as are being worked on. */
  most: number;
  /** As many are let in however bad it looks, or nobody would find out that it is over. */
  least: number;
  /** Bytes of the bodies in flight. */
  mostBytes: number;
  /** An answer that takes longer came too late. */
  worthMs: number;
  /** How long answers are looked at before the limit moves. */
  windowMs: number;
}

const defaults: AdmissionLimits = {
  most: 5_000,
  least: 64,
  mostBytes: 64 * 1_048_576,
  worthMs: 1_000,
  windowMs: 200,
};
const shrink = 0.7;
const grow = 1.1;
/** A process busier than this is itself what its requests wait for. */
const busy = 0.9;

/** What takes so many times as long as an answer is worth having is not begun. */
const hopeless = 4;
/** So long the pace of a busy process is looked at: for moments it may have other things to do. */
const paceWindows = 3;

/** How a request that was let in ended: 'refused' by somebody further inside, 'gone' when the caller did not wait. */
export type Ended = 'answered' | 'refused' | 'gone';

/** What a request that was let in takes. */
export interface Place {
  /** To be called when it is over. */
  readonly leave: (ended: Ended) => void;
  /** So many bytes of its body have come; false: there is no room for them now. */
  readonly grow: (bytes: number) => boolean;
  /** Its body let itself be waited for and is here now: how long the answer takes is counted from here. */
  readonly arrived: () => void;
}

/** What the door goes by. */
export interface Surroundings {
  /** Milliseconds by a clock that only goes forward. */
  now(): number;
  /** Which part of the time since it was last asked the event loop was at work, 0 to 1. */
  utilization(): number;
}

/**
 * How many requests may be in flight. Nobody waits at this door: the queues are behind it (the commands', the readers'), and by
 * Little's law their wait is what is in flight divided by what is served a second. A fixed number cannot bound that wait for
 * exchanges (thousands a second) and slow reads (tens a second) alike, so the number follows the wait: when most of a window's
 * answers came too late, or were refused further inside, fewer are let in; otherwise more again. Where this process itself is what
 * they wait for, that would be learned too late: thousands are inside before the first is answered. Then it goes by how many it
 * can begin, for it cannot answer more than that, and lets in what it could answer in four times the time an answer is worth having:
 * a third of its time may go to letting in, and a process that has just started becomes faster.
 * Refusing costs next to nothing here, before anything is read, so that ten times the load leaves the time for those who are let in.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  #limit: number;
  #inFlight = 0;
  #bytes = 0;
  #windowBegan: number;
  #answered = 0;
  #late = 0;
  #leftAt: number;
  #pace = { since: 0, begun: 0, answered: 0 };
  /** What a busy moment took away, to be given back when it was one; null: nothing. */
  #beforePace: number | null = null;

  constructor(
    private readonly random: Random,
    limits: Partial<AdmissionLimits> = {},
    private readonly surroundings: Surroundings = thisProcess(),
  ) {
    this.#limits = { ...defaults, ...limits };
    this.#limit = this.#limits.most;
    this.#windowBegan = surroundings.now();
    this.#leftAt = this.#windowBegan;
    this.#pace.since = this.#windowBegan;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /**
   * With a body of so many bytes, as far as is known; null: not now. There must be room for them, but only what has come takes any:
   * whoever announces much and sends nothing keeps nobody out.
   */
  enter(bytes: number): Place | null {
    let at = this.surroundings.now();
    this.#turn(at);
    // A crowd is judged from when it came.
    if (this.#inFlight === 0 && at - this.#pace.since >= this.#limits.windowMs) this.#judgePace(at);
    if (this.#inFlight >= this.#limit || !this.#hasRoom(bytes, 0)) return null;
    this.#inFlight += 1;
    let own = 0;
    const grow = (more: number) => {
      if (!this.#hasRoom(more, own)) return false;
      own += more;
      this.#bytes += more;
      return true;
    };
    const leave = (ended: Ended) => {
      this.#inFlight -= 1;
      this.#bytes -= own;
      this.#leftAt = this.surroundings.now();
      // Whoever hung up says nothing of how long an answer takes.
      if (ended === 'gone') return;
      this.#answered += 1;
      this.#pace.answered += 1;
      if (ended === 'refused' || this.#leftAt - at > this.#limits.worthMs) this.#late += 1;
    };
    const arrived = () => {
      at = this.surroundings.now();
    };
    return { leave, grow, arrived };
  }

  /** The largest body is let in where it is the only one. */
  #hasRoom(bytes: number, own: number): boolean {
    const ofOthers = this.#bytes - own;
    return bytes === 0 || ofOthers === 0 || this.#bytes + bytes <= this.#limits.mostBytes;
  }

  /** Work on a request that was let in begins. */
  begin(): void {
    this.#pace.begun += 1;
  }

  /** When to come back; spread, so that those who were refused together do not return together. */
  retryAfterMs(): number {
    return Math.round(this.#limits.worthMs * (1 + fraction(this.random)));
  }

  #turn(at: number): void {
    const { windowMs, most, least } = this.#limits;
    const windows = Math.floor((at - this.#windowBegan) / windowMs);
    if (windows === 0) return;
    // A crowd of which nobody was answered is no sign that there is room for more.
    const stuck = this.#answered === 0 && this.#inFlight >= least;
    const late = this.#late * 2 > this.#answered;
    // Nobody was here: whatever made answers late is long over.
    const silent = this.#inFlight === 0 ? Math.floor((at - this.#leftAt) / windowMs) : 0;
    const factor = late ? shrink * grow ** silent : grow ** windows;
    if (late) this.#beforePace = null;
    if (!stuck) this.#limit = Math.min(most, Math.max(least, this.#limit * factor));
    if (at - this.#pace.since >= paceWindows * windowMs) this.#judgePace(at);
    this.#windowBegan = at;
    this.#answered = 0;
    this.#late = 0;
  }

  /** Lets in no more than a busy process can answer before it is hopeless; where it waits for others, its pace says nothing. */
  #judgePace(at: number): void {
    const { least, worthMs } = this.#limits;
    const { since, begun, answered } = this.#pace;
    this.#pace = { since: at, begun: 0, answered: 0 };
    const moved = Math.max(begun, answered);
    // Asked each time, for it tells of the time since.
    if (this.surroundings.utilization() < busy) {
      this.#limit = Math.max(this.#limit, this.#beforePace ?? 0);
      this.#beforePace = null;
      return;
    }
    if (moved === 0 || this.#inFlight <= least) return;
    const most = Math.max(least, (moved / (at - since)) * hopeless * worthMs);
    if (most >= this.#limit) return;
    this.#beforePace ??= this.#limit;
    this.#limit = most;
  }
}

function thisProcess(): Surroundings {
  let before = performance.eventLoopUtilization();
  return {
    now: () => performance.now(),
    utilization() {
      const { utilization } = performance.eventLoopUtilization(before);
      before = performance.eventLoopUtilization();
      return utilization;
    },
  };
}
