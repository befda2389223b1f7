/** Microseconds of CPU that this process has spent, or the bytes it has resident after a full collection. */
export async function gauge(kind: 'cpu' | 'memory'): Promise<number> {
  if (kind === 'cpu') {
    const { user, system } = process.cpuUsage();
    return user + system;
  }
  if (globalThis.gc === undefined) throw new Error('Start this process with --expose-gc.');
  touchYoungSpace();
  // Later passes take what finalizers of the earlier ones let go of.
  for (let pass = 0; pass < 3; pass += 1) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage.rss();
}

/** Every page that is reserved for young objects becomes resident, or those that happen to be touched next would count as somebody's. */
function touchYoungSpace(): void {
  const piece = Array.from({ length: 128 }, () => 0);
  let length = 0;
  for (let kilobytes = 0; kilobytes < 256 * 1_024; kilobytes += 1) length += [...piece].length;
  if (length !== piece.length * 256 * 1_024) throw new Error('Something was not made.');
}
