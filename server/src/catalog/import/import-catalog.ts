import { In } from 'typeorm';
import { toUserErrors } from '../../graphql/user-errors.js';
import { encodeId } from '../../platform/ids.js';
import { isRefused, type LocalizedReason, type Refusal } from '../../platform/refusal.js';
import { changeCatalog, type CatalogChange, type CatalogParts, type Operator } from '../catalog-change.js';
import { CategoryEntity } from '../category.entity.js';
import { skuTaken } from '../create-reward.js';
import { cleanDraft, draftRefusals } from '../draft.rules.js';
import { editOf } from '../edit.rules.js';
import { RewardEntity } from '../reward.entity.js';
import { delistingAllowance } from '../rotation.rules.js';
import { insertReward, shelvesOf } from '../save-reward.js';
import { storedRewards, type StoredReward } from '../stored-reward.js';
import { saveChanges, standingOf } from '../update-reward.js';
import { wantedOf } from './import.rules.js';
import { categoryKey, parseProduct, type ParsedProduct, type Problem } from './shopify.rules.js';
import { readProducts } from './shopify-csv.js';

export interface ImportReport {
  created: number;
  updated: number;
  unchanged: number;
  /** In the order of the file. */
  failed: Problem[];
}

type Outcome = { result: 'created' | 'updated' | 'unchanged' } | { refused: Refusal[] };

export interface ImportOptions {
  pointsPerCurrencyUnit: number;
  /** Told after every batch. */
  onProgress?: (report: Readonly<ImportReport>) => void;
  /** Ends it between two batches: what it was aborted with is thrown, and the batches that were told of stay. */
  signal?: AbortSignal;
}

/** What one transaction has at most, but for a single product with more: few enough that exchanges hardly wait, many enough to be fast. */
const atOnce = { products: 50, variants: 200 };

function isFull(batch: readonly ParsedProduct[]): boolean {
  const variants = batch.reduce((sum, { draft }) => sum + draft.variants.length, 0);
  return batch.length >= atOnce.products || variants >= atOnce.variants;
}

/**
 * Brings the rewards of a Shopify product file into the catalog. Rewards are known again by their handle, variants by
 * their SKU or options, so that a second run changes nothing; stock is set once, when a variant is new.
 */
export async function importCatalog(
  parts: CatalogParts,
  operator: Operator,
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportReport> {
  const report: ImportReport = { created: 0, updated: 0, unchanged: 0, failed: [] };
  const listed = await parts.database.orm.manager.countBy(RewardEntity, {
    programId: operator.program.id,
    state: 'listed',
  });
  const run: Run = { parts, operator, report, delistable: delistingAllowance(listed) };
  let batch: ParsedProduct[] = [];
  for await (const piece of readProducts(source)) {
    if ('problem' in piece) {
      report.failed.push(piece.problem);
      continue;
    }
    const { product, problems } = parseProduct(piece.rows, piece.cell, options.pointsPerCurrencyUnit);
    report.failed.push(...problems);
    if (product !== null) batch.push(product);
    if (!isFull(batch)) continue;
    await importBatch(run, batch);
    options.onProgress?.(report);
    batch = [];
    options.signal?.throwIfAborted();
  }
  await importBatch(run, batch);
  report.failed.sort((a, b) => a.line - b.line);
  options.onProgress?.(report);
  return report;
}

interface Run {
  parts: CatalogParts;
  operator: Operator;
  report: ImportReport;
  /** How many listed rewards this run may still take away (C8). */
  delistable: number;
}

async function importBatch(run: Run, products: readonly ParsedProduct[]): Promise<void> {
  if (products.length === 0) return;
  const allowance = run.delistable;
  try {
    const done = await changeCatalog(run.parts, run.operator, async (change) => {
      const outcomes: Outcome[] = [];
      const stored = await storedRewards(change, { handles: products.map(({ draft }) => draft.handle) });
      await lockConcerned(change, products, stored);
      for (const product of products) {
        const standing = stored.find(({ draft }) => draft.handle === product.draft.handle) ?? null;
        outcomes.push(await importProduct(change, run, product, standing));
      }
      return { outcomes };
    });
    if (isRefused(done)) throw new Error('A batch is never refused as a whole.');
    done.outcomes.forEach((outcome, at) => record(run.report, outcome, products[at]?.line ?? 0));
  } catch (error) {
    run.delistable = allowance;
    if (!isBadData(error)) throw error;
    const [only] = products;
    if (products.length === 1 && only !== undefined) {
      const reason = { zh: '此商品无法保存。', en: 'This reward cannot be stored.' };
      run.report.failed.push({ line: only.line, reason });
      return;
    }
    // One product that the database refuses must not take the others with it.
    for (const product of products) await importBatch(run, [product]);
  }
}

function record(report: ImportReport, outcome: Outcome, line: number): void {
  if ('result' in outcome) report[outcome.result] += 1;
  else report.failed.push({ line, reason: reasonOf(outcome.refused[0]) });
}

/** All locks of the batch at once and in one order, or two transactions could wait for each other. */
async function lockConcerned(
  change: CatalogChange,
  products: readonly ParsedProduct[],
  stored: readonly StoredReward[],
): Promise<void> {
  const concerned = products.flatMap((product) => {
    const standing = stored.find(({ draft }) => draft.handle === product.draft.handle);
    if (standing === undefined) return [];
    const wanted = wantedOf(standingOf(standing), product);
    return editOf(standingOf(standing), wanted)?.concerned ?? [];
  });
  await change.lock(concerned);
}

async function importProduct(
  change: CatalogChange,
  run: Run,
  product: ParsedProduct,
  stored: StoredReward | null,
): Promise<Outcome> {
  const category = await ensureCategory(change, product.type);
  if (stored === null) return addProduct(change, product, category);
  const wanted = wantedOf(standingOf(stored), product, category);
  const leaves = stored.entity.state === 'listed' && wanted.state !== 'listed';
  if (leaves && run.delistable === 0) {
    const reason = {
      zh: '一次导入最多下架 30% 的在架商品。',
      en: 'One import delists at most 30% of the listed rewards.',
    };
    return { refused: [{ code: 'INVALID_INPUT', reason }] };
  }
  const outcome = await saveChanges(change, stored, wanted, 'catalogImport');
  if (leaves && !isRefused(outcome)) run.delistable -= 1;
  return outcome;
}

async function addProduct(
  change: CatalogChange,
  product: ParsedProduct,
  category: string | null,
): Promise<Outcome> {
  const draft = cleanDraft({ ...product.draft, category });
  const wrong = draftRefusals(draft, change.operator.program.currency);
  if (wrong.length > 0) return { refused: wrong };
  const taken = await skuTaken(change, draft, []);
  if (taken !== null) return taken;
  const shelves = await shelvesOf(change, draft);
  if (isRefused(shelves)) return shelves;
  const listed = product.listed ?? true;
  const rewardId = await insertReward(change, draft, listed ? 'listed' : 'draft', shelves);
  await change.audit('catalogImport', encodeId('reward', rewardId), null, { ...draft, listed });
  return { result: 'created' };
}

/** The key of the category a product type stands for; made when it is new. */
async function ensureCategory(change: CatalogChange, type: string | null): Promise<string | null> {
  const key = type === null ? null : categoryKey(type);
  if (type === null || key === null) return null;
  const programId = change.operator.program.id;
  const found = await change.manager.findBy(CategoryEntity, { programId, key: In([key]) });
  if (found.length > 0) return key;
  const id = change.newId();
  const title = /\p{Script=Han}/u.test(type) ? { zh: type, en: '' } : { zh: '', en: type };
  await change.manager.insert(CategoryEntity, { id, programId, key, title, position: 0 });
  await change.audit('catalogImport', encodeId('category', id), null, { key, title });
  return key;
}

function reasonOf(refusal: Refusal | undefined): LocalizedReason {
  if (refusal === undefined) return { zh: '此行无法导入。', en: 'This row cannot be imported.' };
  if (refusal.code === 'ALREADY_EXISTS') {
    return { zh: 'SKU 已被其他商品使用。', en: 'Its SKU belongs to another reward.' };
  }
  const [zh, en] = [toUserErrors([refusal], 'zh')[0], toUserErrors([refusal], 'en')[0]];
  return { zh: zh?.message ?? '', en: en?.message ?? '' };
}

/** Data the database will not take, unlike a database that is gone. */
function isBadData(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && /^2[23]/.test(code);
}
