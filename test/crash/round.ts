import { changeUnseen } from './absence.js';
import { Chance } from './chance.js';
import { checkDurable, checkQuiet } from './checks.js';
import { Client } from './client.js';
import { Clock } from './clock.js';
import { type Fault, FaultDeck, Faults } from './faults.js';
import type { History, Plan, RecordedRound } from './history.js';
import { furnish } from './mall.js';
import { players } from './players/index.js';
import { Scene, type Settled } from './operation.js';
import { Partner } from './partner.js';
import { unreached } from './reached.js';
import type { Stage } from './stage.js';
import { Subscribers } from './subscribers.js';

export interface RoundParts {
  stage: Stage;
  history: History;
  round: number;
  plan: Plan;
  faults: readonly Fault[];
  /** What to do again; left out, the seed decides. */
  recorded?: RecordedRound;
  onProgress: (answered: number) => void;
}

export interface RoundResult {
  done: number;
  refused: number;
  retries: number;
  late: number;
  checks: number;
  faults: { fault: Fault; ms: number }[];
  violations: string[];
  ms: number;
}

/** One mall, from its first order to the quiet afterwards. */
export class Round {
  #answered = 0;
  #waiting: Fault[];
  readonly #struck: { fault: Fault; ms: number }[] = [];
  readonly #recoveries: Promise<void>[] = [];
  readonly #faults: Faults;
  #checks = 0;
  #settled: readonly Settled[] = [];

  constructor(private readonly parts: RoundParts) {
    this.#waiting = [...parts.faults];
    this.#faults = new Faults(parts.stage);
  }

  async run(): Promise<RoundResult> {
    const began = performance.now();
    const { stage, plan, history, round } = this.parts;
    const known = stage.violations.length;
    history.round(round, plan);
    const result = await this.#play().catch((error: unknown) => {
      const text = error instanceof Error ? error.message : String(error);
      // Whoever hung has said so already.
      if (!stage.violations.includes(text)) stage.violated(text);
    });
    // Each check after a restart finds again what the one before it found.
    const violations = [...new Set(stage.violations.slice(known))];
    return { ...this.#count(), late: result?.late ?? 0, violations, ms: performance.now() - began };
  }

  async #play(): Promise<{ late: number }> {
    const { stage, plan, round } = this.parts;
    const chance = new Chance(plan.seed);
    const mall = await furnish(stage.cluster.url, stage.direct(0), `mall-${round}-${plan.seed}`, players);
    const scene = new Scene(mall);
    this.#settled = scene.settled;
    const subscribers = new Subscribers(stage, mall);
    const partner = new Partner(stage, mall);
    const clock = new Clock(stage.cluster, mall);
    try {
      await partner.start();
      await this.#load(scene, partner, chance);
      await stage.recovered();
      await clock.stop();
      await clock.finish(scene);
      const late = await checkQuiet(stage, scene, chance.fork());
      this.#checks += 1;
      for (const text of unreached(scene)) stage.violated(text);
      for (const { kind, at } of this.#waiting) stage.violated(`${kind}@${at} never struck`);
      await subscribers.settle(stage.cluster);
      await changeUnseen(stage, mall, subscribers.members);
      await Promise.all([subscribers.settle(stage.cluster), partner.settle(stage.cluster)]);
      return { late };
    } finally {
      await clock.stop();
      subscribers.close();
      partner.close();
    }
  }

  async #load(scene: Scene, partner: Partner, chance: Chance): Promise<void> {
    const { stage, history, plan, recorded, onProgress } = this.parts;
    const onAnswer = () => {
      this.#answered += 1;
      onProgress(this.#answered);
      while (this.#waiting[0] !== undefined && this.#waiting[0].at <= this.#answered) {
        const [fault, ...rest] = this.#waiting;
        this.#waiting = rest;
        this.#recoveries.push(this.#strike(fault, scene, partner));
      }
    };
    const clients = Array.from(
      { length: plan.clients },
      (_, index) => new Client({ index, stage, scene, history, chance: chance.fork(), onAnswer }),
    );
    const ended = await Promise.allSettled(
      clients.map((client, index) =>
        recorded === undefined
          ? client.play(Math.ceil(plan.operations / plan.clients), `op-${plan.seed}`)
          : client.replay(recorded.operations.filter((operation) => operation.client === index)),
      ),
    );
    await Promise.all(this.#recoveries);
    // What the others were answered cannot be judged while some operation hangs between done and not done.
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  }

  /** From the blow to the first moment at which both servers can serve again, and what was answered is still there. */
  async #strike(fault: Fault, scene: Scene, partner: Partner): Promise<void> {
    const { stage, history } = this.parts;
    const began = performance.now();
    history.write('fault', { fault });
    try {
      const restarted = await this.#faults.strike(fault);
      if (fault.draw < 0.5) partner.restart();
      if (restarted) {
        await stage.recovered();
        await checkDurable(stage, scene);
        this.#checks += 1;
      }
    } catch (error) {
      stage.violated(`after ${fault.kind}: ${error instanceof Error ? error.message : String(error)}`);
    }
    const ms = Math.round(performance.now() - began);
    this.#struck.push({ fault, ms });
    history.write('event', { recovered: fault.kind, afterMs: ms });
  }

  #count(): Omit<RoundResult, 'late' | 'violations' | 'ms'> {
    const done = this.#settled.filter(({ outcome }) => 'done' in outcome).length;
    return {
      done,
      refused: this.#settled.length - done,
      retries: this.#settled.reduce((sum, { tries }) => sum + Math.max(0, tries - 1), 0),
      checks: this.#checks,
      faults: this.#struck,
    };
  }
}

/** What a seed says about a round. */
export function planRound(deck: FaultDeck, seed: number, faultCount: number, plan: Omit<Plan, 'seed'>) {
  return { plan: { ...plan, seed }, faults: deck.deal(faultCount, plan.operations) };
}
