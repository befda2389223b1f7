import { describe, expect, it } from 'vitest';
import { readProducts } from './shopify-csv.js';

const header = 'Handle,Title,Body (HTML),Variant Price';

async function read(...chunks: (string | Uint8Array)[]) {
  const handles: [string, number[]][] = [];
  const problems: [number, string][] = [];
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  for await (const piece of readProducts(bytes)) {
    if ('problem' in piece) problems.push([piece.problem.line, piece.problem.reason.en]);
    else
      handles.push([
        piece.cell(piece.rows[0] ?? { line: 0, cells: [] }, 'Handle'),
        piece.rows.map((row) => row.line),
      ]);
  }
  return { handles, problems };
}

describe('a product file', () => {
  it('gives the rows of one handle together, each with its line', async () => {
    const { handles, problems } = await read(`${header}\na,A,,1\na,,,2\nb,B,,3\n`);
    expect(handles).toEqual([
      ['a', [2, 3]],
      ['b', [4]],
    ]);
    expect(problems).toEqual([]);
  });

  it('may begin with a byte order mark and end its lines in both ways', async () => {
    const { handles } = await read(`\uFEFF${header}\r\na,A,,1\r\nb,B,,2`);
    expect(handles).toEqual([
      ['a', [2]],
      ['b', [3]],
    ]);
  });

  it('counts lines across line breaks in quotes and empty lines', async () => {
    const { handles } = await read(`${header}\na,A,"one\ntwo\nthree",1\n\nb,B,"x ""y""\n",2\nc,C,,3\n`);
    expect(handles).toEqual([
      ['a', [2]],
      ['b', [6]],
      ['c', [8]],
    ]);
  });

  it('may be cut anywhere, even inside a character', async () => {
    const bytes = Buffer.from(`${header}\n茶,茶叶,,1\n`);
    const { handles } = await read(...Array.from(bytes, (byte) => Uint8Array.of(byte)));
    expect(handles).toEqual([['茶', [2]]]);
  });

  it('loses only the rows that have no handle or too many columns', async () => {
    const { handles, problems } = await read(`${header}\na,A,,1\n,No,,1\nb,B,,1,extra,columns\nc,C,,1,,\n`);
    expect(handles.map(([handle]) => handle)).toEqual(['a', 'c']);
    expect(problems).toEqual([
      [3, 'There is no handle.'],
      [4, 'This row has 6 columns, the header has 4.'],
    ]);
  });

  it('tells of a handle that comes again further down', async () => {
    const { handles, problems } = await read(`${header}\na,A,,1\nb,B,,1\na,A,,2\n`);
    expect(handles.map(([handle]) => handle)).toEqual(['a', 'b']);
    expect(problems[0]?.[0]).toBe(4);
    expect(problems[0]?.[1]).toContain('line 2');
  });

  it('keeps what stands before a quote that is never closed', async () => {
    const { handles, problems } = await read(`${header}\na,A,,1\nb,"B,,1\nc,C,,1\n`);
    expect(handles.map(([handle]) => handle)).toEqual(['a']);
    expect(problems).toEqual([[3, 'A quote is opened here and never closed.']]);
  });

  it.each([
    ['lacks a column', `Handle,Title\na,A\n`, 'The file has no column Variant Price.'],
    ['is empty', '', 'The file has no column Handle, Title, Variant Price.'],
    [
      'is not text',
      Uint8Array.of(0x48, 0xb2, 0xe8, 0xff),
      'The file is not UTF-8 text; save it as a CSV in UTF-8.',
    ],
  ])('that %s is no catalog', async (_what, content, reason) => {
    await expect(read(content)).rejects.toThrow(reason);
  });
});
