import fc from 'fast-check';
import { buildSchema, execute, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createExecute } from '@jifen/server/graphql/execute.js';

const schema = buildSchema(`
  interface Named { name: String }
  type Thing implements Named { name: String size: Int below: Thing many: [Thing!] }
  type Query { thing: Thing other: Thing }
`);
const leaf = { name: 'leaf', size: 1 };
const thing = {
  name: 'thing',
  size: 2,
  below: { ...leaf, below: leaf, many: [] },
  many: [leaf, { ...leaf, below: leaf }],
};
const rootValue = { thing, other: { ...thing, name: 'other' } };

/** What it answers at first, interpreted, and later, compiled. */
async function answers(query: string, variableValues: Record<string, unknown>): Promise<string[]> {
  const executed = createExecute({ compileAtUse: 2 });
  const args = { schema, document: parse(query), rootValue, variableValues };
  await executed(args);
  return [await execute(args), await executed(args), await executed(args)].map((answer) =>
    JSON.stringify(answer),
  );
}

describe('what is asked for on a condition', () => {
  it.each([
    [
      'a fragment twice, once skipped',
      'query ($y: Boolean!) { thing { ...F @skip(if: $y) ...F } } fragment F on Thing { name }',
    ],
    [
      'a fragment in two places, left out of one',
      'query ($y: Boolean!) { thing { ...F @skip(if: $y) size } other { ...F } } fragment F on Thing { name below { size } }',
    ],
    [
      'a field below a skipped fragment',
      'query ($y: Boolean!) { thing { below { name } ... @skip(if: $y) { below { ... on Thing { size } } } } }',
    ],
    [
      'a field below a skipped field',
      'query ($y: Boolean!) { thing { name below @skip(if: $y) { ... on Named { name } } } }',
    ],
    ['what has a default', 'query ($y: Boolean = true) { thing { name @include(if: $y) size } }'],
    ['a literal', '{ thing { name @include(if: false) size @skip(if: false) } }'],
    ['nothing that is left', 'query ($y: Boolean!) { thing { name @skip(if: $y) } }'],
    [
      'both conditions at once',
      'query ($y: Boolean!) { thing { size name @skip(if: $y) @include(if: $y) } }',
    ],
  ])('is answered when compiled as when interpreted: %s', async (_, query) => {
    for (const variables of [{ y: true }, { y: false }, { y: null }, { y: 'true' }, {}]) {
      const [first, ...later] = await answers(query, variables);
      expect(later).toEqual([first, first]);
    }
  });

  it('is decided for each operation of a document', async () => {
    const document = parse(
      'query A($a: Boolean!) { thing { ...F @include(if: $a) size } } query B { thing { ...G } } fragment F on Thing { name } fragment G on Thing { size }',
    );
    const executed = createExecute({ compileAtUse: 1 });
    const args = { schema, document, rootValue };
    for (const a of [true, false]) {
      const asked = { ...args, operationName: 'A', variableValues: { a } };
      expect(await executed(asked)).toEqual(await execute(asked));
    }
    const asked = { ...args, operationName: 'B' };
    expect(await executed(asked)).toEqual(await execute(asked));
  });

  it('is interpreted when it comes to too many different things', async () => {
    const names = Array.from({ length: 7 }, (_, nth) => `v${nth}`);
    const query = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { thing { size ${names
      .map((name) => `${name}: name @include(if: $${name})`)
      .join(' ')} } }`;
    const args = { schema, document: parse(query), rootValue };
    const executed = createExecute({ compileAtUse: 1 });
    for (let bits = 0; bits < 128; bits += 1) {
      const variableValues = Object.fromEntries(names.map((name, nth) => [name, ((bits >> nth) & 1) === 1]));
      expect(await executed({ ...args, variableValues })).toEqual(await execute({ ...args, variableValues }));
    }
  });

  it('is answered when compiled as when interpreted, whatever the document', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.boolean(), fc.boolean(), async (query, a, b) => {
        fc.pre(validate(schema, parse(query)).length === 0);
        const [first, ...later] = await answers(query, { a, b });
        expect(later).toEqual([first, first]);
      }),
      { numRuns: 300 },
    );
  });
});

it('an answer may be called __proto__', async () => {
  const [first, ...later] = await answers('{ thing { __proto__: name } }', {});
  expect(later).toEqual([first, first]);
  expect(first).toContain('"__proto__":"thing"');
});

const condition = fc.constantFrom(
  '',
  '',
  '',
  '@include(if: $a)',
  '@skip(if: $a)',
  '@include(if: $b)',
  '@skip(if: $b)',
  '@skip(if: true)',
);

/** Selections of a thing; fragments are named by how deep they may be used, so that none contains itself. */
function selection(depth: number): fc.Arbitrary<string> {
  const plain = fc.tuple(fc.constantFrom('name', 'size', 'n: name'), condition).map((one) => one.join(' '));
  if (depth === 0)
    return fc.array(plain, { minLength: 1, maxLength: 3 }).map((all) => `{ ${all.join(' ')} }`);
  const below = selection(depth - 1);
  const nested = fc
    .tuple(fc.constantFrom('below', 'many', 'm: many'), condition, below)
    .map((one) => one.join(' '));
  const inline = fc
    .tuple(fc.constantFrom('...', '... on Thing', '... on Named @include(if: $a)'), below)
    .map(([on, all]) => (on.includes('Named') ? `${on} { name }` : `${on} ${all}`));
  const spread = fc.tuple(fc.constantFrom('...F', '...G'), condition).map((one) => one.join(' '));
  return fc
    .array(fc.oneof(plain, nested, inline, spread), { minLength: 1, maxLength: 4 })
    .map((all) => `{ ${all.join(' ')} }`);
}

const documents = fc
  .tuple(selection(2), selection(2), selection(0), selection(0))
  .map(
    ([thingSelection, otherSelection, f, g]) =>
      `query ($a: Boolean!, $b: Boolean!) { thing ${thingSelection} other ${otherSelection} unused: thing { n: name @skip(if: $a) m: name @skip(if: $b) ...F ...G } } fragment F on Thing ${f} fragment G on Thing ${g}`,
  );
