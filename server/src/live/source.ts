export interface LiveSourceOptions<State extends object> {
  /** Name of a topic. */
  topic: string;
  /** Uuids, each of which gets a snapshot first and newer states after it. */
  ids: readonly string[];
  /**
   * Two subscribers with the same audience see the same answer for the same operation and state: the program's id when
   * nothing depends on the viewer, the member's id (and the language, where texts are selected) when something does.
   */
  audience: string;
  /** Asked once of each snapshot; a state that is not permitted is as good as absent. */
  permits(state: State): boolean;
}

/**
 * What a subscription resolver returns for a state that is to be watched. It only says what to watch; the hub reads,
 * executes and sends. Being iterable is what graphql-js demands of a source; nobody iterates over it.
 */
export class LiveSource<State extends object = object> implements AsyncIterable<State> {
  constructor(private readonly options: LiveSourceOptions<State>) {}

  get topic(): string {
    return this.options.topic;
  }

  get ids(): readonly string[] {
    return this.options.ids;
  }

  get audience(): string {
    return this.options.audience;
  }

  permits(state: State): boolean {
    return this.options.permits(state);
  }

  [Symbol.asyncIterator](): AsyncIterator<State> {
    throw new Error('A live source is watched by the hub, not iterated over.');
  }
}

/**
 * What a subscription resolver returns for a log that is to be followed without a gap: whose log, and behind which cursor.
 * Entries are pulled by the socket when it has room.
 */
export class LogSource implements AsyncIterable<object> {
  constructor(
    /** Name of a log. */
    readonly log: string,
    readonly ownerId: string,
    /** Null: from now on. */
    readonly after: string | null,
  ) {}

  [Symbol.asyncIterator](): AsyncIterator<object> {
    throw new Error('A log source is opened by the socket server, not iterated over.');
  }
}

/** Something that can be followed entry by entry. */
export interface Log {
  readonly name: string;
  /** Its `return` ends a `next` that is still waiting. */
  open(source: LogSource): AsyncIterator<object>;
}
