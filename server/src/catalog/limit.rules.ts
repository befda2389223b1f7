/** What is left of a limit after these uses; never below zero, though a limit may have been lowered since. */
export function limitLeft(limit: number, used: number): number {
  return Math.max(0, limit - used);
}
