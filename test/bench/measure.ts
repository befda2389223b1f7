import type { Row } from './row.js';
import type { Stage } from './stage.js';
import { compare, median } from './statistics.js';
import type { Compared } from './statistics.js';

export interface MeasuredRow {
  name: string;
  title: string;
  unit: string;
  /** How long the row took, and how much of it was spent on measuring. */
  seconds: { all: number; measuring: number };
  /** Every round of every contender. */
  rounds: Record<string, number[]>;
  comparisons: (Compared & {
    against: string;
    subject: string;
    limit: string;
    bound: Row['comparisons'][number]['bound'];
    subjectMedian: number;
    limitMedian: number;
  })[];
}

/** Lets the contenders take turns for some rounds, after a while to warm up that does not count. */
export async function measureRow(row: Row, stage: Stage): Promise<MeasuredRow> {
  const seconds = stage.quick ? 0.2 : row.secondsEach;
  const rounds = stage.quick ? 1 : (row.rounds ?? 5);
  const began = performance.now();
  stage.say(`${row.name}: preparing`);
  const opened = await row.open(stage);
  const contenders = Object.entries(opened.contenders);
  const measured: Record<string, number[]> = {};
  let measuring = 0;
  try {
    for (const [name, contender] of contenders) {
      measured[name] = [];
      // One short round shows that a contender works; nobody judges by it.
      if (row.cold === true || stage.quick) continue;
      stage.say(`${row.name}: warming up ${name}`);
      await contender.measure(row.warmUpSeconds ?? 1);
    }
    const warm = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, contender] of contenders) {
        stage.say(`${row.name}: round ${round + 1} of ${rounds}, ${name}`);
        measured[name]?.push(await contender.measure(seconds));
      }
    }
    measuring = performance.now() - warm;
  } finally {
    await opened.close();
  }
  const all = performance.now() - began;
  return { ...summary(row, measured), seconds: { all: all / 1_000, measuring: measuring / 1_000 } };
}

function summary(row: Row, rounds: Record<string, number[]>): Omit<MeasuredRow, 'seconds'> {
  const of = (name: string) => {
    const values = rounds[name];
    if (values === undefined) throw new Error(`${row.name} has no contender called ${name}.`);
    return values;
  };
  return {
    name: row.name,
    title: row.title,
    unit: row.unit,
    rounds,
    comparisons: row.comparisons.map((comparison) => ({
      ...compare(comparison, of(comparison.subject), of(comparison.limit)),
      subject: comparison.subject,
      limit: comparison.limit,
      against: comparison.against,
      bound: comparison.bound,
      subjectMedian: median(of(comparison.subject)),
      limitMedian: median(of(comparison.limit)),
    })),
  };
}
