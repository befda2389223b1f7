import type { Row } from './row.js';
import type { Stage } from './stage.js';
import { compare, median } from './statistics.js';
import type { Compared } from './statistics.js';

export interface MeasuredRow {
  name: string;
  title: string;
  unit: string;
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

/** Lets the contenders take turns for some rounds, after one round to warm up that does not count. */
export async function measureRow(row: Row, stage: Stage): Promise<MeasuredRow> {
  const seconds = stage.quick ? 0.5 : row.secondsEach;
  const rounds = stage.quick ? 1 : (row.rounds ?? 5);
  stage.say(`${row.name}: preparing`);
  const opened = await row.open(stage);
  try {
    const contenders = Object.entries(opened.contenders);
    const measured: Record<string, number[]> = {};
    for (const [name, contender] of contenders) {
      measured[name] = [];
      if (row.cold === true) continue;
      stage.say(`${row.name}: warming up ${name}`);
      await contender.measure(stage.quick ? 0.2 : 1);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, contender] of contenders) {
        stage.say(`${row.name}: round ${round + 1} of ${rounds}, ${name}`);
        measured[name]?.push(await contender.measure(seconds));
      }
    }
    return summary(row, measured);
  } finally {
    await opened.close();
  }
}

function summary(row: Row, rounds: Record<string, number[]>): MeasuredRow {
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
