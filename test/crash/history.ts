import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { faultShape } from './faults.js';
import { operationShape } from './operation.js';

const planShape = z.object({
  seed: z.number(),
  operations: z.number(),
  clients: z.number(),
});
export type Plan = z.infer<typeof planShape>;

const lineShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('round'), round: z.number(), ...planShape.shape }),
  z.object({ type: z.literal('operation'), round: z.number(), operation: operationShape }),
  z.object({ type: z.literal('answer'), round: z.number() }),
  z.object({ type: z.literal('fault'), round: z.number(), fault: faultShape }),
  z.object({ type: z.literal('event'), round: z.number() }),
  z.object({ type: z.literal('violation'), round: z.number(), text: z.string() }),
]);

/** What one round did: enough to do it again. */
export interface RecordedRound {
  round: number;
  plan: Plan;
  operations: z.infer<typeof operationShape>[];
  faults: z.infer<typeof faultShape>[];
  violations: string[];
}

/** Writes what happens as JSON lines, each with its moment; written at once, so that a crash of the test keeps it too. */
export class History {
  #round = 0;
  readonly #began = performance.now();

  constructor(readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }

  round(round: number, plan: Plan): void {
    this.#round = round;
    this.#write({ type: 'round', ...plan });
  }

  write(type: 'operation' | 'answer' | 'fault' | 'event' | 'violation', more: object): void {
    this.#write({ type, ...more });
  }

  #write(line: object): void {
    const ms = Math.round(performance.now() - this.#began);
    appendFileSync(this.file, `${JSON.stringify({ ...line, round: this.#round, ms })}\n`);
  }
}

/** Reads a history back; the rounds that broke something, or all of them when none did. */
export async function readHistory(file: string): Promise<RecordedRound[]> {
  const rounds = new Map<number, RecordedRound>();
  for (const text of (await readFile(file, 'utf8')).split('\n')) {
    if (text === '') continue;
    const line = lineShape.parse(JSON.parse(text));
    if (line.type === 'round') {
      const { round, seed, operations, clients } = line;
      const plan = { seed, operations, clients };
      rounds.set(round, { round, plan, operations: [], faults: [], violations: [] });
      continue;
    }
    const round = rounds.get(line.round);
    if (line.type === 'operation') round?.operations.push(line.operation);
    if (line.type === 'fault') round?.faults.push(line.fault);
    if (line.type === 'violation') round?.violations.push(line.text);
  }
  const all = [...rounds.values()];
  const broken = all.filter((round) => round.violations.length > 0);
  return broken.length > 0 ? broken : all;
}
