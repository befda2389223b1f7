/** Microseconds of CPU that this process has spent, or the bytes it has resident after a full collection. */
export async function gauge(kind: 'cpu' | 'memory'): Promise<number> {
  if (kind === 'cpu') {
    const { user, system } = process.cpuUsage();
    return user + system;
  }
  if (globalThis.gc === undefined) throw new Error('Start this process with --expose-gc.');
  // Later passes take what finalizers of the earlier ones let go of.
  for (let pass = 0; pass < 3; pass += 1) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage.rss();
}
