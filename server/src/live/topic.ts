/**
 * Something that can be watched: a name, and a way to read the present state of some of its ids.
 * The owner of the rows implements it; the outbox names the ids that changed.
 */
export interface Topic<State extends object = object> {
  /** As in the outbox: `stock`, `member`, `exchange`. */
  readonly name: string;
  /**
   * Reads many ids in one go, by uuid. An id that does not exist (any more) is left out.
   * The state becomes the value of the subscription's root field; the version only grows.
   */
  read(ids: readonly string[]): Promise<Map<string, Versioned<State>>>;
}

export interface Versioned<State extends object = object> {
  version: number;
  state: State;
}
