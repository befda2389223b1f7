import type { RoundResult } from './round.js';

const width = 30;

/** A bar on a terminal while a round runs; elsewhere only the line at its end. */
export function showProgress(title: string, done: number, all: number): void {
  if (!process.stdout.isTTY) return;
  const filled = Math.min(width, Math.round((done / all) * width));
  process.stdout.write(`\r${title} ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${done}/${all}`);
}

export function showRound(title: string, result: RoundResult): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001B[K');
  const faults = result.faults.map(({ fault, ms }) => `${fault.kind}@${fault.at} ${seconds(ms)}`).join(', ');
  const parts = [
    `${result.done} done`,
    `${result.refused} refused`,
    `${result.retries} retries`,
    ...(result.late > 0 ? [`${result.late} accepted late`] : []),
    `${result.checks} checks`,
    faults === '' ? 'no faults' : faults,
    seconds(result.ms),
  ];
  const verdict = result.violations.length === 0 ? 'ok' : `${result.violations.length} VIOLATIONS`;
  process.stdout.write(`${title}: ${verdict}; ${parts.join('; ')}\n`);
  for (const text of result.violations.slice(0, 20)) process.stdout.write(`    ${text}\n`);
  if (result.violations.length > 20)
    process.stdout.write(`    … and ${result.violations.length - 20} more\n`);
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
