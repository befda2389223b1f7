import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { ConfigurationError, readConfig } from './platform/config.js';
import { idSource } from './platform/ids.js';
import { systemClock } from './platform/clock.js';
import { systemRandom } from './platform/random.js';
import { isRefused } from './platform/refusal.js';
import { openConfiguredDatabase, sayWhatTakesLong } from './open-database.js';
import { createProgram, type ProgramSettings } from './program/create-program.js';
import { stopAtSignals, ToldToStop } from './stop-at-signals.js';

const usage =
  'Usage: pnpm program:create HANDLE "Name" [--currency CNY] [--time-zone Asia/Shanghai] [--language zh|en]';

/** `pnpm program:create HANDLE "Name"`, with the settings that are not the default's. */
async function main(words: string[]): Promise<void> {
  const settings = asked(words);
  const signal = stopAtSignals();
  const opened = await openConfiguredDatabase(readConfig(process.env), { say: sayWhatTakesLong, signal });
  try {
    // From here on it takes a moment, and keys that were made have to be shown.
    signal.throwIfAborted();
    const newId = idSource(systemClock, systemRandom);
    const parts = { database: opened.database, newId, random: systemRandom, now: systemClock.now() };
    const created = await createProgram(parts, settings);
    if (isRefused(created)) {
      const [first] = created.refused;
      throw new ConfigurationError(
        first?.code === 'INVALID_INPUT'
          ? first.reason.en
          : `There is a program "${settings.handle}" already.`,
      );
    }
    process.stdout.write(
      [
        `Created the program ${settings.handle}. These keys are shown once; only their hashes are kept:`,
        `  publishable  ${created.keys.publishable}`,
        `  secret       ${created.keys.secret}`,
        `  partner      ${created.keys.partner}`,
        '',
      ].join('\n'),
    );
  } finally {
    await opened.close();
  }
}

function asked(words: string[]): ProgramSettings {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        currency: { type: 'string' },
        'time-zone': { type: 'string' },
        language: { type: 'string' },
      },
    });
    const [handle, name, ...others] = positionals;
    const { currency, 'time-zone': timeZone, language: defaultLanguage } = values;
    const isLanguage = defaultLanguage === undefined || defaultLanguage === 'zh' || defaultLanguage === 'en';
    if (handle === undefined || name === undefined || others.length > 0 || !isLanguage)
      throw new ConfigurationError(usage);
    return { handle, name: { zh: name, en: name }, currency, timeZone, defaultLanguage };
  } catch {
    throw new ConfigurationError(usage);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof ToldToStop) {
    process.stderr.write('Told to stop before it began: no program was created.\n');
    process.exitCode = error.exitCode;
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : stack}\n`);
  process.exitCode = 1;
});
