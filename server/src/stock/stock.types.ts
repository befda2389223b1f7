import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { periodStart, renewsOn } from '../platform/period.rules.js';
import { CalendarDate } from '../graphql/scalars.js';
import { encodeId } from '../platform/ids.js';
import { availableNow, type Batch, batchStart, type StockFacts } from './stock.rules.js';

export const LimitPeriod = { DAY: 'day', WEEK: 'week', MONTH: 'month', YEAR: 'year', EVER: 'ever' } as const;

registerEnumType(LimitPeriod, {
  name: 'LimitPeriod',
  description: 'How often a limit or a batch starts again, by the calendar of the program.',
  valuesConfig: {
    DAY: { description: 'Every day at midnight.' },
    WEEK: { description: 'Every Monday.' },
    MONTH: { description: 'On the first of every month.' },
    YEAR: { description: 'On 1 January.' },
    EVER: { description: 'Never: it counts once and for all.' },
  },
});

@ObjectType({ description: 'So many units in every period, while stock lasts.', simpleResolvers: true })
export class StockBatch {
  @Field(() => Int, { description: 'Units in every period.' })
  size!: number;

  @Field(() => LimitPeriod, { description: 'How often a new batch begins.' })
  period!: Batch['period'];

  @Field(() => Int, {
    description: 'Units of the present batch that can still be had, never more than there are.',
  })
  left!: number;

  @Field(() => CalendarDate, { description: 'The day on which the next batch begins.' })
  renewsOn!: string;
}

@ObjectType({
  description: 'What is left of a variant; of two states the one with the higher version is newer.',
  simpleResolvers: true,
})
export class StockState {
  @Field(() => ID, { description: 'The variant this is about.' })
  variantId!: string;

  @Field(() => Int, { nullable: true, description: 'Units that can be had now; null when unlimited.' })
  available!: number | null;

  @Field(() => Boolean, { description: 'Whether this never runs out.' })
  unlimited!: boolean;

  @Field(() => StockBatch, {
    nullable: true,
    description: 'The present batch; null when not sold in batches.',
  })
  batch!: StockBatch | null;

  @Field(() => String, { description: 'A decimal number that only grows, one step with every change.' })
  version!: string;
}

const largestInt = 2_147_483_647;

/** Units as an Int can tell them. */
export function shownUnits(units: number | null): number | null {
  return units === null ? null : Math.min(units, largestInt);
}

/** The state of a stock row as members see it at this moment. */
export function stockState(
  row: StockFacts & { variantId: string; version: number },
  now: Date,
  timeZone: string,
): StockState {
  const start =
    row.batch === null ? null : batchStart(row.batch, periodStart(row.batch.period, now, timeZone));
  const available = availableNow(row, start);
  return {
    variantId: encodeId('variant', row.variantId),
    available: shownUnits(available),
    unlimited: available === null,
    batch:
      row.batch === null || start === null || available === null
        ? null
        : {
            size: row.batch.size,
            period: row.batch.period,
            left: available,
            renewsOn: renewsOn(row.batch.period, start) ?? start,
          },
    version: String(row.version),
  };
}
