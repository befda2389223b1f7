import { parseArgs } from 'node:util';
import { z } from 'zod';

export const help = `Kills servers and the database under load, loses what the network carries between them, and checks that nothing is lost,
doubled or contradicted.

  npx -y pnpm@12 test:crash [options]

  --rounds N       how many rounds; default 4
  --seed S         where all chance comes from; default: another one each time, printed at the start
  --operations N   operations a round, at least 200, so that every fault finds something to hit; default 900
  --clients N      clients at once; default 12
  --faults N       faults a round; default 4
  --history FILE   where to write what happened, as JSON lines; default .data/crash/seed-S.jsonl,
                   of a replay the name of its history with -replay
  --replay FILE    do the operations and faults of a history again: its broken rounds, or all when none was broken

How exact a replay is: each client sends the same operations under the same keys in the same order, an operation on
another client's exchange waits for that one's answer, and each fault strikes after the same number of answers. What the
processes do between two answers - which commands meet in one group, which session a kill hits at which statement,
which try of a request is lost - is up to the operating system. A replay therefore comes back to the same neighbourhood
rather than to the same instruction: repeat it a few times.
`;

const number = (least: number) => z.coerce.number().int().min(least);
const shape = z.object({
  rounds: number(1).default(4),
  seed: number(0).optional(),
  operations: number(200).default(900),
  clients: number(1).default(12),
  faults: number(0).default(4),
  history: z.string().optional(),
  replay: z.string().optional(),
  help: z.boolean().default(false),
});
export type Options = z.infer<typeof shape>;

/** Fails with one sentence when an option is wrong. */
export function readOptions(words: string[]): Options {
  const text = { type: 'string' } as const;
  const options = {
    rounds: text,
    seed: text,
    operations: text,
    clients: text,
    faults: text,
    history: text,
    replay: text,
    help: { type: 'boolean' } as const,
  };
  const parsed = shape.safeParse(parseArgs({ args: words, options }).values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`--${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong'}`);
}
