import type { Queryable } from '@jifen/server/platform/database.js';
import { z } from 'zod';
import type { Chance } from './chance.js';
import type { Admin, Mall } from './mall.js';

/** What a player wants done: plain data, so that a history holds it and a replay does it again. */
export const operationShape = z.object({
  /** Its idempotency key; unique in a round. */
  key: z.string(),
  player: z.string(),
  action: z.string(),
  client: z.number(),
  /** `of`, where there is one, is the key of the operation it goes on from. */
  args: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Operation = z.infer<typeof operationShape>;
export type Args = Operation['args'];

/** What an operation was answered; `done` names only what a retry must answer again. */
export type Outcome = { done: Record<string, string | number> } | { refused: string[] };

export interface Settled {
  operation: Operation;
  outcome: Outcome;
  /** Tries of which nobody knows what became of them when the answer came. */
  inTheDark: number;
  tries: number;
}

/** One GraphQL request and the field that answers it. */
export interface Question {
  endpoint: '/graphql' | '/admin/graphql';
  document: string;
  variables: object;
  /** The member who asks; the operator when there is none. */
  member: number | null;
  field: string;
}

/** What the server remembers of each key: the values of its outcome, one list for each row. */
export type Keys = ReadonlyMap<string, readonly (readonly unknown[])[]>;

/** The mall of a round and all that was answered in it so far. */
export class Scene {
  readonly settled: Settled[] = [];
  readonly #byKey = new Map<string, Settled>();

  constructor(
    readonly mall: Mall,
    /** Whatever a client ever asked for, by its key, answered or not. */
    readonly asked = new Map<string, Operation>(),
  ) {}

  ask(operation: Operation): void {
    this.asked.set(operation.key, operation);
  }

  /** With the answers there are now and no later ones; what is asked goes on growing. */
  soFar(): Scene {
    const scene = new Scene(this.mall, this.asked);
    for (const settled of this.settled) scene.add(settled);
    return scene;
  }

  add(settled: Settled): void {
    this.settled.push(settled);
    this.#byKey.set(settled.operation.key, settled);
  }

  find(key: string): Settled | undefined {
    return this.#byKey.get(key);
  }

  /** The answer of the operation that this one goes on from; null when that was refused. */
  origin({ args }: Operation): { operation: Operation; done: Record<string, string | number> } | null {
    const settled = this.find(String(args['of']));
    return settled === undefined || !('done' in settled.outcome)
      ? null
      : { operation: settled.operation, done: settled.outcome.done };
  }

  /** The successes of one action, in the order of their answers. */
  successes(player: string, action: string): Success[] {
    return this.settled.flatMap(({ operation, outcome }) =>
      operation.player === player && operation.action === action && 'done' in outcome
        ? [{ operation, done: outcome.done }]
        : [],
    );
  }
}

export interface Success {
  operation: Operation;
  done: Record<string, string | number>;
}

export interface Proposal {
  action: string;
  args: Args;
}

/**
 * A capability under test: what members and operators do with it, and what must be true afterwards. To test another
 * capability, write a file beside the others and add it to the list in `players/index.ts`.
 */
export interface Player {
  readonly name: string;
  /** How often it gets its turn, compared with the others. */
  readonly weight: number;
  /** Sets up what it plays with, in `mall.more` under its name. */
  furnish?(admin: Admin, mall: Mall): Promise<void>;
  /** The next thing to do; null when nothing fits at the moment. */
  propose(chance: Chance, scene: Scene): Proposal | null;
  /** How to ask for it; null when what it goes on from was refused. */
  ask(operation: Operation, scene: Scene): Question | null;
  /** What an accepted answer says: the ids and amounts that every retry must say again. */
  done(operation: Operation, payload: unknown): Record<string, string | number>;
  /**
   * The actions that surely succeed once in a round, each with the number of operations from which on that is sure: by the
   * rates of a hundred rounds none of them is then missed by chance once in a million rounds.
   */
  readonly reaches?: Readonly<Record<string, number>>;
  /** The server's jobs that finish what it began; a round runs them again and again. */
  readonly jobs?: readonly string[];
  /** What time does that no request can do, as a statement: said again and again while the round goes on. */
  pass?(mall: Mall): { text: string; values: readonly unknown[] };
  /** What those jobs have still to do. */
  due?(scene: Scene, db: Queryable): Promise<string[]>;
  /** What contradicts the answers so far in any one snapshot, while others are on their way; asked after every restart. */
  always?(scene: Scene, db: Queryable, keys: Keys): Promise<string[]>;
  /** What contradicts the answers, seen in one snapshot at a quiet moment. */
  check(scene: Scene, db: Queryable): Promise<string[]>;
}
