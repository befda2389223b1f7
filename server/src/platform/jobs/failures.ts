/** Of several things, some of which failed: told with the stack of the first, for the queue tells nothing of an error but its message. */
export function failedTogether(failures: readonly unknown[], which: string): AggregateError {
  const [first] = failures;
  const told = first instanceof Error ? (first.stack ?? first.message) : String(first);
  return new AggregateError(failures, `${failures.length} ${which} failed, the first with: ${told}`);
}
