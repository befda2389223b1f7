const plain = /^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/;

/**
 * The moment in the text of a timestamptz; undefined when it is written otherwise than PostgreSQL writes it for a session in UTC (another
 * zone, an infinity, a year of another length), which the driver's own reader understands. A group reads hundreds of them.
 */
export function readTimestamp(text: string): Date | undefined {
  if (!plain.test(text)) return undefined;
  const milliseconds =
    text.charCodeAt(19) === point ? Number(text.slice(20, -3).padEnd(3, '0').slice(0, 3)) : 0;
  return new Date(
    Date.UTC(
      twoDigits(text, 0) * 100 + twoDigits(text, 2),
      twoDigits(text, 5) - 1,
      twoDigits(text, 8),
      twoDigits(text, 11),
      twoDigits(text, 14),
      twoDigits(text, 17),
      milliseconds,
    ),
  );
}

const point = 46;

/** The number of two digits. */
function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}
