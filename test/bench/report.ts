import { cpus, totalmem } from 'node:os';
import type { MeasuredRow } from './measure.js';
import type { Bound } from './row.js';

export interface Machine {
  cores: number;
  processor: string;
  memoryGiB: number;
  node: string;
  platform: string;
}

export function machine(): Machine {
  const [first] = cpus();
  return {
    cores: cpus().length,
    processor: first?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 1_073_741_824),
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
  };
}

const columns = ['row', 'measured', 'compared with', 'limit', 'reached', 'spread', 'must', 'aim', ''];
const marks = { aim: '✓✓', must: '✓', missed: '✗' };

/** One line a comparison: what was measured, its limit, and how near it came. */
export function table(rows: readonly MeasuredRow[]): string {
  const cells = rows.flatMap((row) =>
    row.comparisons.map((c) => [
      row.comparisons.length > 1 && c.subject !== row.name ? `${row.name} (${c.subject})` : row.name,
      `${figure(c.subjectMedian)} ${row.unit}`,
      c.against,
      `${figure(c.limitMedian)} ${row.unit}`,
      related(c.bound, c.reached, row.unit),
      `${figure(c.lowest)}–${figure(c.highest)}`,
      related(c.bound, c.bound.must, row.unit),
      related(c.bound, c.bound.aim, row.unit),
      marks[c.verdict],
    ]),
  );
  return lines([columns, ...cells]).join('\n');
}

function lines(cells: readonly (readonly string[])[]): string[] {
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => (line[at] ?? '').length)));
  const drawn = cells.map((line) =>
    line
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - cell.length))
      .join('  ')
      .trimEnd(),
  );
  return [drawn[0] ?? '', '─'.repeat(Math.max(...drawn.map((line) => line.length))), ...drawn.slice(1)];
}

function related(bound: Bound, value: number, unit: string): string {
  if (bound.kind === 'at most more') return `+${figure(value)} ${unit}`;
  const sign = bound.kind === 'at most' ? '≤ ' : '';
  return value === bound.must || value === bound.aim ? `${sign}${figure(value)} ×` : `${figure(value)} ×`;
}

/** Three digits that count. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
