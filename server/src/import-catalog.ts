import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { demoPrograms } from './demo/programs.js';
import { openConfiguredDatabase, sayWhatTakesLong } from './open-database.js';
import { systemClock } from './platform/clock.js';
import { ConfigurationError, readConfig } from './platform/config.js';
import type { Database } from './platform/database.js';
import { idSource } from './platform/ids.js';
import { systemRandom } from './platform/random.js';
import { readProgram } from './program/program.queries.js';
import type { Program } from './program/program.js';
import { importCatalog, type ImportReport } from './catalog/import/import-catalog.js';
import { openProgress } from './catalog/import/progress.js';
import { UnreadableCatalog } from './catalog/import/shopify-csv.js';
import { stopAtSignals, ToldToStop } from './stop-at-signals.js';

const usage = 'Usage: pnpm catalog:import FILE [--program HANDLE]';

/** `pnpm catalog:import FILE [--program HANDLE]` */
async function main(words: string[]): Promise<void> {
  const { file, handle } = asked(words);
  const facts = await stat(file).catch(() => null);
  if (facts === null || !facts.isFile()) throw new ConfigurationError(`There is no file ${file}.`);
  const signal = stopAtSignals();
  const opened = await openConfiguredDatabase(readConfig(process.env), { say: sayWhatTakesLong, signal });
  try {
    signal.throwIfAborted();
    const program = await programNamed(opened.database, handle);
    process.stderr.write(`Importing into ${program.name.en} (${program.handle}).\n`);
    const report = await run(opened.database, program, { file, size: facts.size, signal });
    if (report === null) return;
    tell(report);
    if (report.created + report.updated + report.unchanged === 0) process.exitCode = 1;
  } finally {
    await opened.close();
  }
}

function asked(words: string[]): { file: string; handle: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { program: { type: 'string' } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new ConfigurationError(usage);
    return { file, handle: values.program };
  } catch {
    throw new ConfigurationError(usage);
  }
}

/** The program of this handle; without one, the only program there is, or the first demo brand. */
async function programNamed(database: Database, handle: string | undefined): Promise<Program> {
  const rows = await database.query<{ id: string; handle: string }>(
    'SELECT id, handle FROM program ORDER BY handle',
  );
  const wanted = handle ?? (rows.length === 1 ? rows[0]?.handle : demoPrograms[0]?.handle);
  const row = rows.find((program) => program.handle === wanted);
  const found = row === undefined ? null : await readProgram(database, row.id);
  if (found !== null) return found.program;
  if (rows.length === 0) {
    throw new ConfigurationError(
      'There is no program yet. Start the server once for the demo, or create one with program:create.',
    );
  }
  const problem =
    handle === undefined ? 'Say which program with --program HANDLE' : `There is no program "${handle}"`;
  throw new ConfigurationError(`${problem}; there are ${rows.map((program) => program.handle).join(', ')}.`);
}

interface Source {
  file: string;
  size: number;
  signal: AbortSignal;
}

/** Null when it was told to stop, which is said with what was done until then. */
async function run(
  database: Database,
  program: Program,
  { file, size, signal }: Source,
): Promise<ImportReport | null> {
  const progress = openProgress(process.stderr, size);
  // Small pieces, so that the bar shows what is imported rather than what is read ahead.
  const stream = createReadStream(file, { highWaterMark: 16_384 });
  // A running server finds what was imported by itself, within a second.
  const parts = { database, newId: idSource(systemClock, systemRandom), onCommit: () => {} };
  const operator = { program, actor: 'catalog:import', now: systemClock.now() };
  let done: Readonly<ImportReport> = { created: 0, updated: 0, unchanged: 0, failed: [] };
  try {
    return await importCatalog(parts, operator, stream, {
      pointsPerCurrencyUnit: program.rules.pointsPerCurrencyUnit,
      onProgress: (report) => {
        done = report;
        progress.report(stream.bytesRead, summary(report));
      },
      signal,
    });
  } catch (error) {
    if (!(error instanceof ToldToStop)) throw error;
    process.exitCode = error.exitCode;
    process.stderr.write(
      `\nTold to stop: ${summary(done)} until then, which stays. What the file has beyond that was not imported; the same command goes on with it.\n`,
    );
    return null;
  } finally {
    progress.end();
    stream.destroy();
  }
}

function summary({ created, updated, unchanged, failed }: Readonly<ImportReport>): string {
  return `${created} created, ${updated} updated, ${unchanged} unchanged, ${failed.length} failed`;
}

function tell(report: ImportReport): void {
  const lines = report.failed.map(({ line, reason }) => `  line ${line}: ${reason.en}`);
  process.stdout.write(`${[`Imported: ${summary(report)}.`, ...lines].join('\n')}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof ToldToStop) {
    process.stderr.write('Told to stop before it began: nothing was imported.\n');
    process.exitCode = error.exitCode;
    return;
  }
  const known = error instanceof ConfigurationError || error instanceof UnreadableCatalog;
  const text = known ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text ?? 'Failed.'}\n`);
  process.exitCode = 1;
});
