import type { Writable } from 'node:stream';

/** How far a long run is, for people; a bar that moves on a terminal, a line now and then elsewhere. */
export interface Progress {
  report(doneBytes: number, note: string): void;
  end(): void;
}

const width = 30;
const lineEvery = 0.1;

export function openProgress(
  output: Writable & { isTTY?: boolean; columns?: number },
  totalBytes: number,
): Progress {
  return output.isTTY === true ? movingBar(output, totalBytes) : plainLines(output, totalBytes);
}

/** The bar as text, for example `████░░░░  50%`. */
export function bar(share: number): string {
  const done = Math.round(share * width);
  return `${'█'.repeat(done)}${'░'.repeat(width - done)} ${String(Math.floor(share * 100)).padStart(3)}%`;
}

function movingBar(output: Writable & { columns?: number }, total: number): Progress {
  return {
    report(done, note) {
      const line = `${bar(shareOf(done, total))}  ${note}`;
      output.write(`\r\u001B[K${line.slice(0, (output.columns ?? 80) - 1)}`);
    },
    end: () => void output.write('\n'),
  };
}

function plainLines(output: Writable, total: number): Progress {
  let told = 0;
  return {
    report(done, note) {
      const share = shareOf(done, total);
      if (share < 1 && share - told < lineEvery) return;
      if (told === 1) return;
      told = share;
      output.write(`${String(Math.floor(share * 100))}%  ${note}\n`);
    },
    end: () => undefined,
  };
}

function shareOf(done: number, total: number): number {
  return total === 0 ? 1 : Math.min(1, done / total);
}
