/** Cash in the smallest unit of its currency. */
export interface Cash {
  minor: number;
  currency: string;
}

const digitsByCurrency = new Map<string, number>();

/** Decimal places of a currency's smallest unit: 2 for CNY, 0 for JPY. */
export function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    digits = format.resolvedOptions().maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}
