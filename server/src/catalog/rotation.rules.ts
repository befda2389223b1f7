/** The most of the listed rewards one update may take away (C8). */
const rotationShare = 0.3;

/**
 * How many listed rewards one update may delist. A mall of a few rewards may always take one away,
 * or it could never change at all.
 */
export function delistingAllowance(listed: number): number {
  return Math.max(Math.min(listed, 1), Math.floor(listed * rotationShare));
}
