import 'reflect-metadata';
import { ConfigurationError, readConfig } from './platform/config.js';
import { idSource } from './platform/ids.js';
import { systemClock } from './platform/clock.js';
import { systemRandom } from './platform/random.js';
import { isRefused } from './platform/refusal.js';
import { openConfiguredDatabase } from './open-database.js';
import { createProgram } from './program/create-program.js';

/** `pnpm program:create HANDLE "Name"` */
async function main(handle: string | undefined, name: string | undefined): Promise<void> {
  if (handle === undefined || name === undefined) {
    throw new ConfigurationError('Usage: pnpm program:create HANDLE "Name"');
  }
  const opened = await openConfiguredDatabase(readConfig(process.env));
  try {
    const newId = idSource(systemClock, systemRandom);
    const parts = { database: opened.database, newId, random: systemRandom, now: systemClock.now() };
    const created = await createProgram(parts, { handle, name: { zh: name, en: name } });
    if (isRefused(created)) {
      const [first] = created.refused;
      throw new ConfigurationError(
        first?.code === 'INVALID_INPUT' ? first.reason.en : `There is a program "${handle}" already.`,
      );
    }
    process.stdout.write(
      [
        `Created the program ${handle}. These keys are shown once; only their hashes are kept:`,
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

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : stack}\n`);
  process.exitCode = 1;
});
