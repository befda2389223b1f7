import { randomInt } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { Chance } from './chance.js';
import { FaultDeck } from './faults.js';
import { History, type RecordedRound, readHistory } from './history.js';
import { help, type Options, readOptions } from './options.js';
import { showProgress, showRound } from './progress.js';
import { planRound, Round, type RoundParts } from './round.js';
import { Stage } from './stage.js';

type Planned = Pick<RoundParts, 'round' | 'plan' | 'faults'> & { recorded?: RecordedRound };

async function main(options: Options): Promise<boolean> {
  const seed = options.seed ?? randomInt(1_000_000_000);
  const name = options.replay === undefined ? `seed-${seed}` : `${basename(options.replay, '.jsonl')}-replay`;
  const file = options.history ?? join('.data', 'crash', `${name}.jsonl`);
  const rounds = options.replay === undefined ? fromSeed(options, seed) : await fromHistory(options.replay);
  process.stdout.write(
    options.replay === undefined
      ? `Seed ${seed}, ${rounds.length} rounds.\n`
      : `Again ${options.replay}, ${rounds.length} rounds with the seeds ${seedsOf(rounds)}.\n`,
  );
  const history = new History(file);
  const stage = await Stage.open(history, dirname(file));
  stopOnSignals(stage);
  let failed = 0;
  try {
    for (const [at, planned] of rounds.entries()) {
      const title = `round ${at + 1}/${rounds.length}`;
      const { operations } = planned.plan;
      const onProgress = (answered: number) => showProgress(title, answered, operations);
      const result = await new Round({ ...planned, stage, history, onProgress }).run();
      showRound(title, result);
      if (result.violations.length > 0) failed += 1;
    }
  } finally {
    await stage.close();
  }
  if (failed > 0) {
    // What is done again was made by the seeds in its history; one drawn now has made nothing.
    const made = options.replay === undefined ? `Seed ${seed}` : `Seeds of the rounds ${seedsOf(rounds)}`;
    process.stdout.write(`${made}. The history is in ${file}; do it again with --replay ${file}\n`);
  }
  process.stdout.write(`${rounds.length - failed} passed, ${failed} failed\n`);
  return failed === 0;
}

function fromSeed({ rounds, operations, clients, faults }: Options, seed: number): Planned[] {
  const chance = new Chance(seed);
  const deck = new FaultDeck(chance.fork());
  return Array.from({ length: rounds }, (_, round) => ({
    round,
    ...planRound(deck, chance.int(1, 999_999_999), faults, { operations, clients }),
  }));
}

async function fromHistory(file: string): Promise<Planned[]> {
  const recorded = await readHistory(file);
  return recorded.map((one) => ({ round: one.round, plan: one.plan, faults: one.faults, recorded: one }));
}

function seedsOf(rounds: readonly Planned[]): string {
  return rounds.map(({ plan }) => plan.seed).join(', ');
}

/** Whoever interrupts the run leaves no servers and no PostgreSQL behind. */
function stopOnSignals(stage: Stage): void {
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      stage.close().then(
        () => process.exit(130),
        () => process.exit(130),
      );
    });
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(help);
  else process.exitCode = (await main(options)) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
