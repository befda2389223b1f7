const mostOffered = 3;

/** How many points there can be; no limit above when `most` is null. */
export interface AmountRange {
  readonly least: number;
  readonly most: number | null;
}

/** Some round amounts to choose from, the smallest first; all that can be when none of it is round. */
export function roundAmounts({ least, most }: AmountRange): readonly number[] {
  const highest = most ?? Infinity;
  const amounts: number[] = [];
  for (let ten = 10; ten <= Math.min(highest, 1_000_000); ten *= 10) {
    amounts.push(...[1, 2, 5].map((step) => step * ten).filter((amount) => amount >= least));
  }
  const fitting = amounts.filter((amount) => amount <= highest).slice(0, mostOffered);
  return fitting.length > 0 ? fitting : [most ?? least];
}

/** The same beginning with the least itself, for what may be left as it is. */
export function amountsFrom(range: AmountRange): readonly number[] {
  const { least } = range;
  return [least, ...roundAmounts(range).filter((amount) => amount > least)].slice(0, mostOffered);
}

/** What stays chosen when the amounts on offer change: what it was, as long as it is still there. */
export function stillOffered(amounts: readonly number[], chosen: number | null): number | null {
  return amounts.find((amount) => amount === chosen) ?? amounts[0] ?? null;
}
