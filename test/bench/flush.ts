import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './statistics.js';

const page = 8_192;
const pages = 500;

/**
 * Milliseconds that the disk takes to keep a page for good, in the middle, as PostgreSQL does at every commit: `fdatasync` of a file
 * that has its length. A lone exchange waits for one and a group shares one, so what groups give depends on it.
 */
export async function flushTime(folder: string): Promise<number> {
  const path = join(folder, 'flush');
  const file = await open(path, 'w');
  try {
    await file.write(Buffer.alloc(page * pages, 1));
    await file.datasync();
    const times: number[] = [];
    for (let at = 0; at < pages; at += 1) {
      const began = performance.now();
      await file.write(Buffer.alloc(page, at), 0, page, at * page);
      await file.datasync();
      times.push(performance.now() - began);
    }
    return median(times);
  } finally {
    await file.close();
    await rm(path);
  }
}
