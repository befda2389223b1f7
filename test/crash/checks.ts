import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '@jifen/server/platform/database.js';
import { parseId } from '@jifen/server/platform/ids.js';
import { brokenInvariants } from '../ledger-invariants.js';
import type { Chance } from './chance.js';
import { ask, outcomeOf, playerOf } from './client.js';
import { Hang, until } from './deadline.js';
import { wrongGrants } from './grants.js';
import { setupPrefix } from './mall.js';
import type { Scene, Settled } from './operation.js';
import { players } from './players/index.js';
import type { Stage } from './stage.js';

const idleWithinMs = 45_000;
const askedAgain = 40;

/** While the load goes on: the ledger is sound, and whatever was answered before this moment is there. */
export async function checkDurable(stage: Stage, scene: Scene): Promise<void> {
  const answered = scene.settled.filter(({ outcome }) => 'done' in outcome);
  const wrong = await stage.cluster.snapshot(async (db) => {
    const keys = await readKeys(db, scene);
    const lost = answered.filter(({ operation }) => !keys.has(operation.key));
    return [
      ...lost.map(({ operation }) => `the answered ${operation.key} was lost in a restart`),
      ...(await news(stage, db)),
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
  const keys = await readKeys(db, scene);
  const known = new Set(scene.settled.map(({ operation }) => operation.key));
  const unasked = [...keys.keys()].filter((key) => !known.has(key) && !key.startsWith(setupPrefix));
  const wrong = [
    ...scene.settled.flatMap((settled) => keyContradictions(settled, keys)),
    ...unasked.map((key) => `nobody asked for ${key}, yet it is there`),
  ];
  for (const player of players) wrong.push(...(await player.check(scene, db)));
  return [...wrong, ...(await wrongGrants(scene.mall, db)), ...(await news(stage, db))];
}

/** The ledger is looked at as a whole: what an earlier round broke is not held against the later ones. */
async function news(stage: Stage, db: Queryable): Promise<string[]> {
  return (await brokenInvariants(db)).filter((text) => !stage.violations.includes(text));
}

type Keys = Map<string, unknown[][]>;

/** Every remembered answer of the round's mall, by its key. */
async function readKeys(db: Queryable, { mall }: Scene): Promise<Keys> {
  const rows = await db.query<{ key: string; outcome: Record<string, unknown> }>(
    'SELECT key, outcome FROM idempotency_key WHERE program_id = $1',
    [mall.programUuid],
  );
  const keys: Keys = new Map();
  for (const { key, outcome } of rows) keys.set(key, [...(keys.get(key) ?? []), Object.values(outcome)]);
  return keys;
}

function keyContradictions({ operation, outcome }: Settled, keys: Keys): string[] {
  const stored = keys.get(operation.key) ?? [];
  if ('refused' in outcome) {
    return stored.length === 0
      ? []
      : [`${operation.key} was refused (${outcome.refused.join()}), yet left a trace`];
  }
  if (stored.length !== 1) return [`the answered ${operation.key} is there ${stored.length} times`];
  const uuid = parseId(String(outcome.done['id']))?.uuid;
  return uuid === undefined || stored[0]?.includes(uuid) === true
    ? []
    : [`${operation.key} was answered ${uuid}, stored is ${JSON.stringify(stored)}`];
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
  const keys = await stage.cluster.snapshot((db) => readKeys(db, scene));
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
