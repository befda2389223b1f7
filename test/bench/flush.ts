import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './statistics.js';

const page = 8_192;
const pages = 500;

/**
 * Milliseconds that the disk takes to keep a page for good, the median of many, as PostgreSQL does at every commit: `fdatasync` of a file
 * that has its length. A lone exchange waits for one and a group shares one, so what groups give depends on it. Nothing else runs
 * meanwhile: to hand each to another thread and back would take half as long again.
 */
export function flushTime(folder: string): number {
  const path = join(folder, 'flush');
  const file = openSync(path, 'w');
  try {
    for (let at = 0; at < pages; at += 1) writeSync(file, Buffer.alloc(page, 1));
    fdatasyncSync(file);
    const times: number[] = [];
    for (let at = 0; at < pages; at += 1) {
      const began = performance.now();
      writeSync(file, Buffer.alloc(page, at), 0, page, at * page);
      fdatasyncSync(file);
      times.push(performance.now() - began);
    }
    return median(times);
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
