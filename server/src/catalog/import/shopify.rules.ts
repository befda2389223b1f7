import type { LocalizedText } from '../../graphql/localized.js';
import type { LocalizedReason } from '../../platform/refusal.js';
import { cleanLine, type Picture } from '../../platform/content.rules.js';
import type { OptionRow, RewardDraft, VariantDraft } from '../reward.draft.js';
import { firstSentence, plainText } from './html.rules.js';

/** A record of the file and the line on which it begins. */
export interface Row {
  line: number;
  cells: readonly string[];
}

/** A row that is left out, and why. */
export interface Problem {
  line: number;
  reason: LocalizedReason;
}

export interface ParsedProduct {
  /** Where it begins in the file. */
  line: number;
  draft: RewardDraft;
  /** Whether it is published; null when the file does not say. */
  listed: boolean | null;
  /** Its type, which becomes its category; null when it has none. */
  type: string | null;
}

/** Reads a cell of a row by the name of its column; empty when the file has no such column. */
export type Cell = (row: Row, column: string) => string;

const needed = ['Handle', 'Title', 'Variant Price'];

/** Finds the columns by their names, in any order and case; or the names of those that are missing. */
export function columnsOf(header: readonly string[]): { cell: Cell; width: number } | { missing: string[] } {
  const places = new Map<string, number>();
  header.forEach((name, place) => {
    const known = cleanLine(name).toLowerCase();
    if (!places.has(known)) places.set(known, place);
  });
  const missing = needed.filter((name) => !places.has(name.toLowerCase()));
  if (missing.length > 0) return { missing };
  return {
    width: header.length,
    cell: (row, column) => cleanLine(row.cells[places.get(column.toLowerCase()) ?? -1] ?? ''),
  };
}

const reasons = {
  noTitle: { zh: '缺少标题（Title）。', en: 'There is no title.' },
  noPrice: { zh: '缺少价格（Variant Price）。', en: 'There is no price.' },
  badPrice: (text: string) => ({
    zh: `价格“${shown(text)}”不是大于零的数字。`,
    en: `The price "${shown(text)}" is not a number above zero.`,
  }),
  badStock: (text: string) => ({
    zh: `库存“${shown(text)}”不是整数。`,
    en: `The inventory quantity "${shown(text)}" is not a whole number.`,
  }),
  badPublished: (text: string) => ({
    zh: `Published“${shown(text)}”应为 true 或 false。`,
    en: `Published is "${shown(text)}", not true or false.`,
  }),
  badStatus: (text: string) => ({
    zh: `Status“${shown(text)}”应为 active、draft 或 archived。`,
    en: `Status is "${shown(text)}", not active, draft or archived.`,
  }),
  sameVariant: (line: number) => ({
    zh: `与第 ${line} 行是同一规格。`,
    en: `This is the same variant as on line ${line}.`,
  }),
  sameSku: (line: number) => ({ zh: `SKU 与第 ${line} 行相同。`, en: `The SKU is the one of line ${line}.` }),
};

/** The product of consecutive rows with one handle: its good variants, and what is wrong with the others. */
export function parseProduct(
  rows: readonly Row[],
  cell: Cell,
  pointsPerCurrencyUnit: number,
): { product: ParsedProduct | null; problems: Problem[] } {
  const first = rows[0];
  if (first === undefined) return { product: null, problems: [] };
  const title = cell(first, 'Title');
  if (title === '') return { product: null, problems: [{ line: first.line, reason: reasons.noTitle }] };
  const listed = listedOf(first, cell);
  if (listed !== null && typeof listed !== 'boolean') {
    return { product: null, problems: [{ line: first.line, reason: listed }] };
  }
  const virtual = isVirtual(first, cell);
  const { variants, problems } = variantsOf(rows, cell, pointsPerCurrencyUnit, virtual);
  if (variants.length === 0) {
    const known = problems.length > 0 ? problems : [{ line: first.line, reason: reasons.noPrice }];
    return { product: null, problems: known };
  }
  const description = plainText(cell(first, 'Body (HTML)'));
  const draft: RewardDraft = {
    handle: cell(first, 'Handle'),
    kind: virtual ? 'virtual' : 'physical',
    title: inItsLanguage(title),
    summary: inItsLanguage(firstSentence(description)),
    description: inItsLanguage(description),
    supplier: cell(first, 'Vendor') || null,
    category: null,
    tags: tagsOf(cell(first, 'Tags')),
    images: imagesOf(rows, cell),
    videoUrl: null,
    onSaleFrom: null,
    onSaleUntil: null,
    limit: null,
    featured: 0,
    zones: [],
    variants,
  };
  const product = {
    line: first.line,
    draft,
    listed,
    type: cell(first, 'Type') || null,
  };
  return { product, problems };
}

function listedOf(row: Row, cell: Cell): boolean | null | LocalizedReason {
  const published = cell(row, 'Published').toLowerCase();
  if (!['', 'true', 'false'].includes(published)) return reasons.badPublished(published);
  const status = cell(row, 'Status').toLowerCase();
  if (!['', 'active', 'draft', 'archived'].includes(status)) return reasons.badStatus(status);
  // What is active may still be sold elsewhere only, so that alone publishes nothing.
  if (status === 'draft' || status === 'archived') return false;
  return published === '' ? null : published === 'true';
}

function variantsOf(rows: readonly Row[], cell: Cell, rate: number, virtual: boolean) {
  const variants: VariantDraft[] = [];
  const problems: Problem[] = [];
  const seen = new Map<string, number>();
  const names = [1, 2, 3].map((at) => (rows[0] === undefined ? '' : cell(rows[0], `Option${at} Name`)));
  for (const row of rows) {
    if (isImageOnly(row, cell)) continue;
    const parsed = variantOf(row, cell, names, rate, virtual);
    if ('zh' in parsed) {
      problems.push({ line: row.line, reason: parsed });
      continue;
    }
    const options = `options ${JSON.stringify(parsed.options)}`;
    const sku = `sku ${parsed.sku ?? ''}`;
    const [sameOptions, sameSku] = [seen.get(options), parsed.sku === null ? undefined : seen.get(sku)];
    if (sameSku !== undefined) problems.push({ line: row.line, reason: reasons.sameSku(sameSku) });
    else if (sameOptions !== undefined) {
      problems.push({ line: row.line, reason: reasons.sameVariant(sameOptions) });
    } else {
      seen.set(options, row.line).set(sku, row.line);
      variants.push(parsed);
    }
  }
  return { variants, problems };
}

/** A further picture of the product stands on a row without price, options and SKU. */
function isImageOnly(row: Row, cell: Cell): boolean {
  const says = ['Title', 'Variant Price', 'Option1 Value', 'Option2 Value', 'Option3 Value', 'Variant SKU'];
  return cell(row, 'Image Src') !== '' && says.every((column) => cell(row, column) === '');
}

function variantOf(
  row: Row,
  cell: Cell,
  names: readonly string[],
  rate: number,
  virtual: boolean,
): VariantDraft | LocalizedReason {
  const price = cell(row, 'Variant Price');
  if (price === '') return reasons.noPrice;
  const points = pointsOf(price, rate);
  if (points === null) return reasons.badPrice(price);
  const onHand = stockOf(cell(row, 'Variant Inventory Qty'), cell(row, 'Variant Inventory Tracker'));
  if (onHand === 'bad') return reasons.badStock(cell(row, 'Variant Inventory Qty'));
  const options = optionsOf(row, cell, names);
  return {
    title: inItsLanguage(options.map(({ value }) => value.zh || value.en).join(' / ')),
    sku: cell(row, 'Variant SKU') || null,
    options,
    plans: [{ label: null, points, cash: null, startsAt: null, endsAt: null, tier: null }],
    // The stock of a virtual reward is its codes, and a file brings none.
    stock: { onHand: virtual ? 0 : onHand, batch: null },
  };
}

/** A price in whole units of the currency as points, rounded half up; null when it is no amount above zero. */
export function pointsOf(price: string, rate: number): number | null {
  const parts = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(price);
  if (parts === null) return null;
  const fraction = parts[2] ?? '';
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(`${parts[1] ?? ''}${fraction}`) * BigInt(rate);
  const points = Number((2n * scaled + scale) / (2n * scale));
  return points > 0 && Number.isSafeInteger(points) ? points : null;
}

/** Null: not counted. Oversold shops count below zero; a mall has nothing then. */
function stockOf(quantity: string, tracker: string): number | null | 'bad' {
  if (quantity === '') return tracker === '' ? null : 0;
  if (!/^[+-]?\d{1,9}$/.test(quantity)) return 'bad';
  return Math.max(0, Number(quantity));
}

function optionsOf(row: Row, cell: Cell, names: readonly string[]): OptionRow[] {
  const options: OptionRow[] = [];
  names.forEach((name, at) => {
    const value = cell(row, `Option${at + 1} Value`);
    // What a shop writes where there is nothing to choose.
    const nothing = value === '' || (name === 'Title' && value === 'Default Title');
    if (!nothing) options.push({ name: inItsLanguage(name), value: inItsLanguage(value) });
  });
  return options;
}

function isVirtual(row: Row, cell: Cell): boolean {
  const giftCard = cell(row, 'Gift Card').toLowerCase() === 'true';
  return giftCard || cell(row, 'Variant Requires Shipping').toLowerCase() === 'false';
}

function tagsOf(text: string): LocalizedText[] {
  const tags = text.split(/[,，]/u).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))].map(inItsLanguage);
}

function imagesOf(rows: readonly Row[], cell: Cell): Picture[] {
  const images = rows
    .map((row, at) => ({
      url: cell(row, 'Image Src'),
      alt: inItsLanguage(cell(row, 'Image Alt Text')),
      place: Number(cell(row, 'Image Position')) || at + 1,
    }))
    .filter((image) => image.url !== '')
    .toSorted((a, b) => a.place - b.place);
  const seen = new Set<string>();
  return images.filter(({ url }) => !seen.has(url) && seen.add(url)).map(({ url, alt }) => ({ url, alt }));
}

/** A file has one language and does not say which. */
function inItsLanguage(text: string): LocalizedText {
  return /\p{Script=Han}/u.test(text) ? { zh: text, en: '' } : { zh: '', en: text };
}

/** The key of the category that a product type becomes; null when nothing of it can be a key. */
export function categoryKey(type: string): string | null {
  const key = type
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{Ll}\p{Lo}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return Array.from(key).slice(0, 60).join('').replace(/-+$/, '') || null;
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
