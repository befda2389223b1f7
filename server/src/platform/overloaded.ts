/** More waits than can be served soon; whoever asked is told at once, and when to come back. */
export class Overloaded extends Error {
  constructor(readonly retryAfterMs: number) {
    super('Too much is waiting; try again shortly.');
  }
}
