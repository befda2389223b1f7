import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { LocalizedReason } from '../../platform/refusal.js';
import { columnsOf, type Cell, type Problem, type Row } from './shopify.rules.js';

/** The file is no catalog at all: nothing of it can be imported. */
export class UnreadableCatalog extends Error {
  constructor(readonly reason: LocalizedReason) {
    super(reason.en);
  }
}

/** What a file is made of, in its order. */
export type Piece = { cell: Cell; rows: Row[] } | { problem: Problem };

const recordShape = z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) });
const mostRowsOfProduct = 2_000;
const longestRecord = 1_000_000;

/** Reads the rows of one product after the other, holding no more than one of them. */
export async function* readProducts(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Piece> {
  const group = new Group();
  let columns: { cell: Cell; width: number } | null = null;
  for await (const piece of readRows(source)) {
    if ('problem' in piece) {
      yield piece;
      continue;
    }
    if (columns === null) {
      const found = columnsOf(piece.cells);
      if ('missing' in found) throw missingColumns(found.missing);
      columns = found;
      continue;
    }
    const problem = wrongRow(piece, columns);
    if (problem !== null) {
      yield { problem: { line: piece.line, reason: problem } };
      continue;
    }
    for (const rows of group.add(piece, columns.cell(piece, 'Handle'))) {
      yield 'problem' in rows ? rows : { cell: columns.cell, rows };
    }
  }
  if (columns === null) throw missingColumns(['Handle', 'Title', 'Variant Price']);
  const last = group.end();
  if (last.length > 0) yield { cell: columns.cell, rows: last };
}

function wrongRow(row: Row, columns: { cell: Cell; width: number }): LocalizedReason | null {
  if (row.cells.slice(columns.width).some((cell) => cell.trim() !== '')) {
    return {
      zh: `此行有 ${row.cells.length} 列，表头只有 ${columns.width} 列。`,
      en: `This row has ${row.cells.length} columns, the header has ${columns.width}.`,
    };
  }
  return columns.cell(row, 'Handle') === '' ? { zh: '缺少 Handle。', en: 'There is no handle.' } : null;
}

/** Gathers consecutive rows of one handle. */
class Group {
  #handle = '';
  #rows: Row[] = [];
  readonly #seen = new Map<string, number>();

  /** The product that is complete now that this row has come, if any. */
  add(row: Row, handle: string): (Row[] | { problem: Problem })[] {
    if (handle === this.#handle) {
      if (this.#rows.length >= mostRowsOfProduct) {
        const reason = { zh: '同一商品的行数过多。', en: 'The reward has too many rows.' };
        return [{ problem: { line: row.line, reason } }];
      }
      this.#rows.push(row);
      return [];
    }
    const before = this.#seen.get(handle);
    if (before !== undefined) {
      const reason = {
        zh: `Handle 已用于第 ${before} 行的商品，同一商品的各行须相邻。`,
        en: `The handle belongs to the reward on line ${before}; the rows of one reward stand together.`,
      };
      return [{ problem: { line: row.line, reason } }];
    }
    this.#seen.set(handle, row.line);
    const complete = this.#rows;
    this.#handle = handle;
    this.#rows = [row];
    return complete.length > 0 ? [complete] : [];
  }

  end(): Row[] {
    return this.#rows;
  }
}

async function* readRows(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Row | { problem: Problem }> {
  const skipped: Problem[] = [];
  let openQuote: LocalizedReason | null = null;
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: longestRecord,
    on_skip: (error) => {
      const lines: unknown = error === undefined ? undefined : Reflect.get(error, 'lines');
      const reason = unreadableRow(error?.code);
      if (error?.code === 'CSV_QUOTE_NOT_CLOSED') openQuote = reason;
      else skipped.push({ line: typeof lines === 'number' ? lines : 0, reason });
      return undefined;
    },
  });
  const text = Readable.from(utf8(source));
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let line = 1;
  try {
    for await (const item of parser) {
      const { record, info } = recordShape.parse(item);
      for (const problem of skipped.splice(0)) yield { problem };
      // The parser tells where a record ends; line breaks inside its cells lie before that.
      const inside = record.reduce((sum, cell) => sum + cell.split(/\r\n|\n|\r/).length - 1, 0);
      yield { line: info.lines - inside, cells: record };
      line = info.lines + 1;
    }
    for (const problem of skipped) yield { problem };
    // It swallows the rest of the file, so it is always last; what is wrong is where it was opened.
    if (openQuote !== null) yield { problem: { line, reason: openQuote } };
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    if (typeof code !== 'string' || !code.startsWith('CSV_')) throw error;
    // Everything behind an open quote is one endless cell; what came before it is good.
    yield { problem: { line, reason: unreadableRow(code) } };
  } finally {
    text.destroy();
  }
}

async function* utf8(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of source) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableCatalog({
      zh: '文件不是 UTF-8 编码，请另存为 UTF-8 的 CSV。',
      en: 'The file is not UTF-8 text; save it as a CSV in UTF-8.',
    });
  }
}

function missingColumns(names: readonly string[]): UnreadableCatalog {
  return new UnreadableCatalog({
    zh: `文件缺少列：${names.join('、')}。`,
    en: `The file has no column ${names.join(', ')}.`,
  });
}

function unreadableRow(code: string | undefined): LocalizedReason {
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE') {
    return { zh: '引号没有闭合。', en: 'A quote is opened here and never closed.' };
  }
  return { zh: '此行不是有效的 CSV。', en: 'This row is not valid CSV.' };
}
