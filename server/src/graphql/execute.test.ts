import { buildSchema, execute, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createExecute } from './execute.js';

const schema = buildSchema(`
  enum Size { SMALL LARGE }
  input Gift { text: String! = "hello" }
  input Line { id: ID!, quantity: Int! = 1, size: Size! = SMALL, gifts: [Gift!] }
  input Tree { leaves: Int! = 1, below: [Tree!] }
  input Cart { lines: [Line!]!, note: String }
  type Query { echo(cart: Cart!, times: Int = 2): String  fails: String, tree(tree: Tree!): String }
`);
const fields = schema.getQueryType()?.getFields() ?? {};
for (const name of ['echo', 'tree']) {
  const field = fields[name];
  if (field)
    field.resolve = (_root: unknown, args: object) =>
      JSON.stringify(Object.entries(args).sort(([a], [b]) => a.localeCompare(b)));
}
const failing = fields['fails'];
if (failing) {
  failing.resolve = () => {
    throw new Error('No.');
  };
}

describe('a compiled operation', () => {
  const document = parse('query Q($cart: Cart!, $times: Int = 3) { echo(cart: $cart, times: $times) }');

  it.each([
    [{ cart: { lines: [{ id: 'a' }] } }],
    [{ cart: { lines: { id: 'a', gifts: [{}, { text: 'x' }] } }, times: null }],
    [{ cart: { lines: [{ id: 'a', size: 'LARGE' }], note: null }, times: 1 }],
    [{ cart: { lines: [] } }],
  ])('answers as the interpreter does, defaults of nested inputs included: %j', async (variableValues) => {
    const compiled = createExecute({ compileAtUse: 1 });
    const args = { schema, document, variableValues };
    expect(await compiled(args)).toEqual(await execute(args));
  });

  it.each([
    [{}],
    [{ cart: null }],
    [{ cart: { lines: [{}] } }],
    [{ cart: { lines: [{ id: 'a', size: 'HUGE' }] } }],
    [
      {
        cart: {
          lines: [
            { id: 'a', weight: 3 },
            { id: 'b', quantity: 1.5 },
          ],
        },
      },
    ],
  ])('refuses the variables the interpreter refuses, with its words: %j', async (variableValues) => {
    const result = await createExecute({ compileAtUse: 1 })({ schema, document, variableValues });
    const interpreted = await execute({ schema, document, variableValues });
    expect(interpreted.errors?.length).toBeGreaterThan(0);
    expect(result).toEqual(interpreted);
  });

  it('tells where a resolver failed', async () => {
    const args = { schema, document: parse('{ fails }') };
    const result = await createExecute({ compileAtUse: 1 })(args);
    expect(result.data).toEqual({ fails: null });
    expect(result.errors?.[0]).toMatchObject({ message: 'No.', path: ['fails'] });
  });

  it('may take an input type that contains itself', async () => {
    const tree = parse('query ($tree: Tree!) { tree(tree: $tree) }');
    const args = { schema, document: tree, variableValues: { tree: { below: [{}] } } };
    expect(await createExecute({ compileAtUse: 1 })(args)).toEqual(await execute(args));
  });

  it('is forgotten when too many others came since, and still answers', async () => {
    const compiled = createExecute({ capacity: 2, compileAtUse: 1 });
    for (let round = 0; round < 5; round += 1) {
      const result = await compiled({ schema, document: parse('{ fails }') });
      expect(result.errors).toHaveLength(1);
    }
  });
});
