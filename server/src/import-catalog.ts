import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openConfiguredDatabase } from './open-database.js';
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

const usage = 'Usage: pnpm catalog:import FILE [--program HANDLE]';

/** `pnpm catalog:import FILE [--program demo]` */
async function main(words: string[]): Promise<void> {
  const { file, handle } = asked(words);
  const facts = await stat(file).catch(() => null);
  if (facts === null || !facts.isFile()) throw new ConfigurationError(`There is no file ${file}.`);
  const opened = await openConfiguredDatabase(readConfig(process.env));
  try {
    const program = await programNamed(opened.database, handle);
    const report = await run(opened.database, program, file, facts.size);
    tell(report);
    if (report.created + report.updated + report.unchanged === 0) process.exitCode = 1;
  } finally {
    await opened.close();
  }
}

function asked(words: string[]): { file: string; handle: string } {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { program: { type: 'string', default: 'demo' } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new ConfigurationError(usage);
    return { file, handle: values.program };
  } catch {
    throw new ConfigurationError(usage);
  }
}

async function programNamed(database: Database, handle: string): Promise<Program> {
  const [row] = await database.query<{ id: string }>('SELECT id FROM program WHERE handle = $1', [handle]);
  const found = row === undefined ? null : await readProgram(database, row.id);
  if (found === null) {
    throw new ConfigurationError(
      `There is no program "${handle}". Start the server once for the demo, or create one with program:create.`,
    );
  }
  return found.program;
}

async function run(database: Database, program: Program, file: string, size: number): Promise<ImportReport> {
  const progress = openProgress(process.stderr, size);
  // Small pieces, so that the bar shows what is imported rather than what is read ahead.
  const stream = createReadStream(file, { highWaterMark: 16_384 });
  // A running server finds what was imported by itself, within a second.
  const parts = { database, newId: idSource(systemClock, systemRandom), onCommit: () => {} };
  const operator = { program, actor: 'catalog:import', now: systemClock.now() };
  try {
    return await importCatalog(parts, operator, stream, {
      pointsPerCurrencyUnit: program.rules.pointsPerCurrencyUnit,
      onProgress: (report) => progress.report(stream.bytesRead, summary(report)),
    });
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
  const known = error instanceof ConfigurationError || error instanceof UnreadableCatalog;
  const text = known ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text ?? 'Failed.'}\n`);
  process.exitCode = 1;
});
