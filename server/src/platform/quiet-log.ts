/** Where a line for operators is written. */
export type ErrorLog = (text: string) => void;

const sayAgainMs = 30_000;
const mostRemembered = 1_000;

/** Writes the same line once in a while, however often it is said: an outage is not told once for each request. */
export function quietLog(log: ErrorLog, elapsed: () => number = () => performance.now()): ErrorLog {
  const said = new Map<string, { at: number; more: number }>();
  return (text) => {
    const known = said.get(text);
    if (known !== undefined && elapsed() - known.at < sayAgainMs) {
      known.more += 1;
      return;
    }
    said.delete(text);
    said.set(text, { at: elapsed(), more: 0 });
    const [oldest] = said.keys();
    if (said.size > mostRemembered && oldest !== undefined) said.delete(oldest);
    log(known === undefined || known.more === 0 ? text : `${text} (${known.more} times more before)`);
  };
}
