import 'reflect-metadata';
import { createServer } from 'node:net';
import { createApp, portProblem } from './app.js';
import { demoContent } from './demo/content.js';
import { openConfiguredDatabase, sayWhatTakesLong } from './open-database.js';
import { systemClock } from './platform/clock.js';
import { ConfigurationError, readConfig } from './platform/config.js';
import { systemRandom } from './platform/random.js';

type Stop = () => Promise<void>;

/** Why a start that waits for other processes comes to its end, as it should. */
class ToldToStop extends Error {}

async function start(signal: AbortSignal): Promise<Stop> {
  const config = readConfig(process.env);
  // Known before the database is touched, so that a second start fails fast and changes nothing.
  await probePort(config.port);
  const opened = await openConfiguredDatabase(config, { say: sayWhatTakesLong, signal });
  const { database } = opened;
  try {
    const demo = config.demo ? { demoContent } : {};
    const app = await createApp({ config, database, clock: systemClock, random: systemRandom, ...demo });
    if (config.demo) await app.seedDemo(seedProgress);
    const port = await app.listen(config.port);
    await app.runJobs();
    announce(port, config.demo);
    return async () => {
      await app.close();
      await opened.close();
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function probePort(port: number): Promise<void> {
  return new Promise((free, failed) => {
    const probe = createServer();
    probe.once('error', (error) => failed(portProblem(error, port)));
    probe.listen(port, () => probe.close(() => free()));
  });
}

/** One line that fills up on a terminal; silence elsewhere, for it takes only seconds. */
function seedProgress(done: number, all: number): void {
  if (!process.stdout.isTTY) return;
  const filled = Math.round((done / all) * 30);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)}`;
  process.stdout.write(`\rFurnishing the demo mall ${bar} ${done}/${all}${done === all ? '\n' : ''}`);
}

function announce(port: number, demo: boolean): void {
  const origin = `http://localhost:${port}`;
  const lines = [
    'Jifen is ready.',
    `  Mall                ${origin}/`,
    `  Storefront GraphQL  ${origin}/graphql`,
    `  Admin GraphQL       ${origin}/admin/graphql`,
    ...(demo
      ? [
          `  Second demo brand   ${origin}/?key=pk_demo2`,
          '  Demo keys           pk_demo (storefront), sk_demo (admin), pt_demo (partner)',
        ]
      : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function stopOnSignals(running: Promise<Stop>, stopping: AbortController): void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const onSignal = () => {
    // Whoever asks twice does not want to wait.
    if (stopping.signal.aborted) process.exit(1);
    stopping.abort(new ToldToStop());
    running
      .then((stop) => stop())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
  };
  for (const signal of signals) process.on(signal, onSignal);
}

function fail(error: unknown): never {
  if (error instanceof ToldToStop) {
    process.stderr.write('Jifen was told to stop before it was ready; it has migrated nothing.\n');
    process.exit(0);
  }
  const text =
    error instanceof ConfigurationError
      ? error.message
      : `Jifen cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

const stopping = new AbortController();
const running = start(stopping.signal);
stopOnSignals(running, stopping);
running.catch(fail);
