import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { post, type Reply } from './asking.js';
import type { Chance } from './chance.js';
import { Hang, until } from './deadline.js';
import type { History } from './history.js';
import type { Operation, Outcome, Player, Question, Scene, Settled } from './operation.js';
import { players } from './players/index.js';
import type { Stage } from './stage.js';

const tryMs = 3_000;
const answerWithinMs = 60_000;
const userErrorsShape = z.object({ userErrors: z.array(z.object({ code: z.string() })) });

export interface ClientParts {
  index: number;
  stage: Stage;
  scene: Scene;
  history: History;
  chance: Chance;
  onAnswer: (settled: Settled) => void;
}

/** Somebody who wants answers: as long as there is none, asks again under the same key, each time at the other server. */
export class Client {
  readonly #wishes: Chance;
  /** What depends on how the run goes must not move what is wished for. */
  readonly #pace: Chance;

  constructor(private readonly parts: ClientParts) {
    this.#wishes = parts.chance.fork();
    this.#pace = parts.chance.fork();
  }

  /** Does what comes to mind, so many times. */
  async play(count: number, prefix: string): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      await this.#carryOut(this.#wish(`${prefix}-${this.parts.index}-${at}`));
      await pause(this.#pace.int(0, 50));
    }
  }

  /** Does what a history says; an operation on another's exchange waits until that one is answered. */
  async replay(operations: readonly Operation[]): Promise<void> {
    for (const operation of operations) {
      const { of } = operation.args;
      if (of !== undefined) {
        await until(
          `${operation.key} can go on from ${of}`,
          2 * answerWithinMs,
          () => this.parts.scene.find(String(of)) !== undefined,
        );
      }
      await this.#carryOut(operation);
      await pause(this.#pace.int(0, 50));
    }
  }

  #wish(key: string): Operation {
    const { scene, index: client } = this.parts;
    const all = players.reduce((sum, player) => sum + player.weight, 0);
    for (;;) {
      let roll = this.#wishes.next() * all;
      const player = players.find(({ weight }) => (roll -= weight) < 0);
      const proposal = player?.propose(this.#wishes, scene);
      if (player && proposal) return { key, client, player: player.name, ...proposal };
    }
  }

  async #carryOut(operation: Operation): Promise<void> {
    const { stage, scene, history, onAnswer } = this.parts;
    history.write('operation', { operation });
    scene.ask(operation);
    try {
      const settled = await settle(operation, this.parts, this.#pace);
      history.write('answer', { key: operation.key, ...settled, operation: undefined });
      scene.add(settled);
      onAnswer(settled);
    } catch (error) {
      stage.violated(error instanceof Error ? error.message : String(error));
      // Without an answer nothing sensible can follow: this client is out for the rest of the round.
      throw error;
    }
  }
}

/** Asks until there is an answer. */
async function settle(
  operation: Operation,
  { stage, scene }: Pick<ClientParts, 'stage' | 'scene'>,
  pace: Chance,
): Promise<Settled> {
  const player = playerOf(operation);
  const question = player.ask(operation, scene);
  if (question === null) return { operation, outcome: { refused: ['SKIPPED'] }, inTheDark: 0, tries: 0 };
  const endsAt = performance.now() + answerWithinMs;
  let inTheDark = 0;
  let server = pace.int(0, 1);
  for (let tries = 1; ; tries += 1) {
    const reply = await ask(question, stage.proxies[server]?.origin ?? '', scene);
    if (reply.kind === 'answered') {
      const outcome = outcomeOf(player, operation, reply.data[question.field]);
      return { operation, outcome, inTheDark, tries };
    }
    if (reply.kind !== 'turned-away') inTheDark += 1;
    if (reply.kind === 'wrong')
      stage.violated(`${operation.key} got an error that no fault explains: ${reply.why}`);
    if (performance.now() > endsAt) {
      throw new Hang(
        `Waited ${answerWithinMs / 1_000} s in vain for an answer to ${operation.key} in ${tries} tries; the last said ${reply.why}.`,
      );
    }
    server = 1 - server;
    await pause(pace.int(20, 300));
  }
}

/** Asks once, from wherever the origin is. */
export function ask(question: Question, origin: string, { mall }: Scene): Promise<Reply> {
  const { endpoint, document, variables, member } = question;
  const headers: Record<string, string> =
    member === null
      ? { authorization: `Bearer ${mall.keys.secret}` }
      : {
          authorization: `Bearer ${mall.members[member]?.token ?? ''}`,
          'x-jifen-key': mall.keys.publishable,
        };
  return post({ url: `${origin}${endpoint}`, headers, document, variables, timeoutMs: tryMs });
}

export function playerOf({ player: name }: Operation): Player {
  const player = players.find((one) => one.name === name);
  if (player === undefined) throw new Error(`Nobody plays ${name}.`);
  return player;
}

export function outcomeOf(player: Player, operation: Operation, payload: unknown): Outcome {
  const { userErrors } = userErrorsShape.parse(payload);
  return userErrors.length > 0
    ? { refused: userErrors.map(({ code }) => code) }
    : { done: player.done(operation, payload) };
}
