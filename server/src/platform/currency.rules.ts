/** Cash in the smallest unit of its currency. */
export interface Cash {
  minor: number;
  currency: string;
}

/**
 * ISO 4217, where it is not two. Written down and not asked of the runtime, which knows how prices are written in shops (no fillér for the
 * forint) and may know it otherwise in its next version: stored amounts mean what they meant, and payment providers count as the standard does.
 */
const otherDigits: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};
const digitsByCurrency = new Map(
  Object.entries(otherDigits).flatMap(([digits, currencies]) =>
    currencies.split(' ').map((currency) => [currency, Number(digits)] as const),
  ),
);
const currencies = new Set([...Intl.supportedValuesOf('currency'), ...digitsByCurrency.keys()]);

/** Decimal places of a currency's smallest unit: 2 for CNY, 0 for JPY. */
export function minorDigits(currency: string): number {
  return digitsByCurrency.get(currency) ?? 2;
}

/** Whether this is the code of a currency, such as CNY; one that has gone out of use is one still. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}
