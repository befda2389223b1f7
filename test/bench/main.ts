import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { measureRow } from './measure.js';
import type { MeasuredRow } from './measure.js';
import { figure, machine, table } from './report.js';
import { rows } from './rows.js';
import { openStage } from './stage.js';
import type { Stage } from './stage.js';

const usage = `npx -y pnpm@12 bench [--only NAME]… [--quick] [--flush MS] [--json FILE]

Compares the product with a limit measured in the same run, in turn, for several rounds.
  --only NAME   one row, or all whose name begins so (may be given again)
  --quick       one short round each with less data: shows that it works, not how fast it is
  --flush MS    every flush takes MS milliseconds longer, as on a slower disk: what groups give depends on it
  --json FILE   writes every figure to FILE

Rows: ${rows.map((row) => row.name).join(', ')}
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      flush: { type: 'string', default: '0' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return write(usage);
  const { only } = values;
  const chosen = rows.filter((row) => only === undefined || only.some((name) => row.name.startsWith(name)));
  if (chosen.length === 0) throw new UsageError(`There is no row ${only?.join(', ') ?? ''}.\n\n${usage}`);
  const slowerFlush = Number(values.flush);
  // PostgreSQL's own bound of such a delay.
  if (!(slowerFlush >= 0 && slowerFlush <= 100))
    throw new UsageError(`--flush takes 0 to 100 ms.\n\n${usage}`);
  const began = performance.now();
  const stage = await openStage(values.quick, say, slowerFlush);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stage.close().finally(() => process.exit(1)));
  }
  const measured: MeasuredRow[] = [];
  const failed: string[] = [];
  let [generator, flush] = [0, 0];
  try {
    flush = stage.flush();
    generator = await loadGeneratorAlone(stage);
    const waiting = [...chosen.entries()];
    const one = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [at, row] = next;
        try {
          const result = await measureRow(row, stage);
          measured[at] = result;
          say('');
          write(`${result.name}: ${told(result)}\n`);
        } catch (error) {
          // What was measured before is told all the same; nobody knows what a row that failed has left running.
          waiting.length = 0;
          failed.push(row.name);
          say('');
          write(`${row.name}: failed. ${textOf(error)}\n`);
        }
      }
    };
    // Where nobody judges by the figures, one row may prepare while another is measured.
    await Promise.all(values.quick ? [one(), one()] : [one()]);
  } finally {
    say('');
    await stage.close();
  }
  const seconds = Math.round((performance.now() - began) / 1_000);
  const shape = machine();
  const done = Object.values(measured);
  write(`\n${table(done)}\n\n`);
  write(`The load generator alone, against a server that does nothing: ${figure(generator)} answers/s.\n`);
  write(
    `${shape.cores} cores (${shape.processor}), ${shape.memoryGiB} GiB, Node ${shape.node}, a flush of ${figure(flush)} ms, ${seconds} s.\n`,
  );
  if (slowerFlush > 0) {
    write(
      `Every flush was made to take ${figure(slowerFlush)} ms longer: for comparing disks, not for judging by.\n`,
    );
  }
  write('reached: median of the rounds, each compared with its own limit; ✓✓ aim, ✓ must, ✗ missed\n');
  if (failed.length > 0) {
    write(`Failed: ${failed.join(', ')}. What comes after it was not measured.\n`);
    process.exitCode = 1;
  }
  if (values.json !== undefined) {
    const figures = {
      machine: { ...shape, flush },
      slowerFlush,
      quick: values.quick,
      seconds,
      generator,
      rows: done,
      failed,
    };
    await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  }
}

/** What the generator could send at most: no row may come near it. */
async function loadGeneratorAlone(stage: Stage): Promise<number> {
  stage.say('the load generator alone');
  const server = await stage.process(new URL('servers/nothing.js', import.meta.url), {});
  const { port } = z.object({ port: z.number() }).parse(server.ready);
  const request = { method: 'POST', path: '/', headers: {}, body: '{}' };
  const requests = Array.from({ length: 256 }, () => [request]);
  const { perSecond } = await stage.load({ port, seconds: stage.quick ? 1 : 3, requests, expect: '{}' });
  await server.stop();
  return perSecond;
}

function told({ comparisons, unit, seconds }: MeasuredRow): string {
  const all = comparisons.map(
    (c) => `${figure(c.subjectMedian)} ${unit}, ${figure(c.reached)} of ${c.against}`,
  );
  return `${all.join('; ')} (${figure(seconds.all)} s, measuring ${figure(seconds.measuring)} s)`;
}

function textOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

class UsageError extends Error {}

function write(text: string): void {
  process.stdout.write(text);
}

/** One line that is written over; nothing where nobody watches. */
function say(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${textOf(error)}\n`);
  process.exitCode = 1;
});
