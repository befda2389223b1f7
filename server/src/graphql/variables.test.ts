import { buildSchema, getOperationAST, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { lightVariables, variablesRefusal, weigh } from './variables.js';

const schema = buildSchema(`
  input Line { id: ID!, note: String, lines: [Line!] }
  type Query { read(lines: [Line!]): Int }
`);
const operation = getOperationAST(parse('query ($lines: [Line!]) { read(lines: $lines) }'));
const times = (count: number, value: unknown) => Array.from({ length: count }, () => value);
const refusal = (variables: Record<string, unknown>, mostValues = 10_000) =>
  operation && variablesRefusal({ schema, mostValues }, operation, variables);

describe('the weight of variables', () => {
  it('is their values at any depth, and the characters of texts and names', () => {
    expect(weigh({}, 100)).toEqual({ values: 0, characters: 0 });
    expect(weigh({ ab: ['cde', null, 1, { f: true, gh: [] }] }, 100)).toEqual({ values: 7, characters: 8 });
  });

  it('is found however deep they lie', () => {
    const deep: unknown = JSON.parse(`${'[['.repeat(5_000)}${']]'.repeat(5_000)}`);
    expect(weigh(deep, 10_000)).toEqual({ values: 9_999, characters: 0 });
  });

  it.each([{ a: times(101, 0) }, Object.fromEntries(times(101, 0).entries()), [[times(101, null)]]])(
    'is not counted further than it matters',
    (variables) => {
      expect(weigh(variables, 100).values).toBeGreaterThan(100);
      expect(weigh(variables, 1_000).values).toBeLessThan(105);
    },
  );

  it('is no more than the length of their text', () => {
    for (const variables of [{ a: [0, 0, 0], b: '' }, { a: { b: { c: null } } }, { a: ['x', 'y', [[]]] }]) {
      const { values, characters } = weigh(variables, 100);
      expect(values + characters).toBeLessThanOrEqual(JSON.stringify(variables).length);
    }
  });
});

describe('variables', () => {
  it('that are too many are refused in words, right or wrong', () => {
    for (const line of [{ id: 'a' }, null]) {
      expect(refusal({ lines: times(500, line) }, 400)).toMatchObject({
        message: 'The variables hold more than 400 values.',
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  it('that are many are told the first thing that is wrong with them, however much is', () => {
    const wrong = refusal({ lines: [...times(lightVariables, { id: 'a' }), null, null, 1] });
    expect(wrong).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(wrong?.message).toContain(`null at "lines[${lightVariables}]"`);
  });

  it('that are long are told so in a few words, which begin with their name and end with what is wrong', () => {
    const name = 'x'.repeat(100_000);
    const wrong = refusal({ lines: [{ id: 'a', [name]: 'y'.repeat(100_000) }] });
    expect(wrong?.message.length).toBeLessThan(310);
    expect(wrong?.message).toMatch(/^Variable "\$lines" got invalid value .* is not defined by type "Line"/);
  });

  it('that are right or few are nobody’s business here', () => {
    expect(refusal({ lines: times(2_000, { id: 'a', note: 'x'.repeat(100) }) })).toBeNull();
    expect(refusal({ lines: [null] })).toBeNull();
  });
});
