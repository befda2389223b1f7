import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '@jifen/server/platform/database.js';
import { brokenInvariants } from '../ledger-invariants.js';
import type { Chance } from './chance.js';
import { ask, outcomeOf, playerOf } from './client.js';
import { Hang, until } from './deadline.js';
import { wrongGrants } from './grants.js';
import { keyContradictions, readKeys, unaskedKeys } from './keys.js';
import type { Keys, Scene, Settled } from './operation.js';
import { players } from './players/index.js';
import type { Stage } from './stage.js';

const idleWithinMs = 45_000;
const askedAgain = 40;

/**
 * While the load goes on, after something died: all that was answered before this moment is there exactly once, what was
 * certainly refused left no trace, and whatever else is true in any one snapshot.
 */
export async function checkDurable(stage: Stage, scene: Scene): Promise<void> {
  const known = scene.soFar();
  // Where an earlier try is in the dark it may still be accepted after the refusal.
  const certain = known.settled.filter(({ outcome, inTheDark }) => 'done' in outcome || inTheDark === 0);
  const wrong = await stage.cluster.snapshot(async (db) => {
    const keys = await readKeys(db, scene.mall);
    return [
      ...certain.flatMap((settled) => keyContradictions(settled, keys)),
      ...(await alwaysWrong(stage, known, db, keys)),
    ];
  });
  for (const text of wrong) stage.violated(text);
}

/** When nobody asks any more: everything that can be said about the answers, in one snapshot. Gives how many came late. */
export async function checkQuiet(stage: Stage, scene: Scene, chance: Chance): Promise<number> {
  await becomeIdle(stage, scene);
  const late = await acceptLate(stage, scene);
  await askAgain(stage, scene, chance);
  for (const text of await stage.cluster.snapshot((db) => contradictions(stage, db, scene)))
    stage.violated(text);
  return late;
}

async function contradictions(stage: Stage, db: Queryable, scene: Scene): Promise<string[]> {
  const keys = await readKeys(db, scene.mall);
  const wrong = scene.settled.flatMap((settled) => keyContradictions(settled, keys));
  for (const player of players) wrong.push(...(await player.check(scene, db)));
  return [...wrong, ...(await alwaysWrong(stage, scene, db, keys))];
}

/** What no moment may show, whoever is in the middle of what. */
async function alwaysWrong(stage: Stage, scene: Scene, db: Queryable, keys: Keys): Promise<string[]> {
  const wrong = [...unaskedKeys(keys, scene), ...(await wrongGrants(scene.mall, db))];
  for (const player of players) wrong.push(...((await player.always?.(scene, db, keys)) ?? []));
  return [...wrong, ...(await news(stage, db))];
}

/** The ledger is looked at as a whole: what an earlier round broke is not held against the later ones. */
async function news(stage: Stage, db: Queryable): Promise<string[]> {
  return (await brokenInvariants(db)).filter((text) => !stage.violations.includes(text));
}

/** Nothing is under way in PostgreSQL, and nothing new comes out of the servers' queues either. */
async function becomeIdle(stage: Stage, scene: Scene): Promise<void> {
  let before = '';
  await until('the servers have nothing to do any more', idleWithinMs, async () => {
    const idle = await stage.cluster.isIdle();
    const now = await fingerprint(stage, scene);
    if (idle && now === before) return true;
    before = now;
    await pause(400);
    return false;
  });
}

function fingerprint({ cluster }: Stage, { mall }: Scene): Promise<string> {
  return cluster.snapshot(async (db) => {
    const rows = await db.query<{ told: string }>(
      `SELECT (SELECT count(*) FROM idempotency_key WHERE program_id = $1) || ' keys, '
           || (SELECT count(*) FROM transfer WHERE program_id = $1) || ' movements, '
           || (SELECT count(*) FROM hold_resolution) || ' resolutions, '
           || (SELECT sum(version) FROM stock WHERE program_id = $1) || ' stock versions' AS told`,
      [mall.programUuid],
    );
    return rows[0]?.told ?? '';
  });
}

/**
 * A refusal holds for the try that was refused. When an earlier try of the same key was still under way, in a server that
 * stood still for example, it may be accepted after it: then the key must tell the acceptance from now on.
 */
async function acceptLate(stage: Stage, scene: Scene): Promise<number> {
  const keys = await stage.cluster.snapshot((db) => readKeys(db, scene.mall));
  const late = scene.settled.filter(
    ({ operation, outcome, inTheDark }) => 'refused' in outcome && inTheDark > 0 && keys.has(operation.key),
  );
  for (const settled of late) {
    const outcome = await askOnce(stage, scene, settled);
    if ('refused' in outcome)
      stage.violated(`${settled.operation.key} is remembered as done, yet refused again`);
    settled.outcome = outcome;
  }
  return late.length;
}

/** A key that was answered gives the same answer for ever, and nothing happens a second time. */
async function askAgain(stage: Stage, scene: Scene, chance: Chance): Promise<void> {
  const before = await fingerprint(stage, scene);
  const done = scene.settled.filter(({ outcome }) => 'done' in outcome);
  for (const settled of chance.shuffled(done).slice(0, askedAgain)) {
    const [first, again] = [settled.outcome, await askOnce(stage, scene, settled)];
    if (JSON.stringify(first) !== JSON.stringify(again)) {
      stage.violated(
        `${settled.operation.key} was answered ${JSON.stringify(first)}, and then ${JSON.stringify(again)}`,
      );
    }
  }
  const after = await fingerprint(stage, scene);
  if (after !== before) stage.violated(`asking again changed ${before} into ${after}`);
}

async function askOnce(stage: Stage, scene: Scene, { operation }: Settled): Promise<Settled['outcome']> {
  const player = playerOf(operation);
  const question = player.ask(operation, scene);
  if (question === null) throw new Hang(`${operation.key} cannot be asked again.`);
  const reply = await ask(question, stage.direct(0), scene);
  if (reply.kind !== 'answered') throw new Hang(`${operation.key} got no answer in peace: ${reply.why}`);
  return outcomeOf(player, operation, reply.data[question.field]);
}
