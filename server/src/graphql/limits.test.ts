import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { limitRules, pairRule } from './limits.js';

const schema = buildSchema('type Query { one: Query, two: Int, three: Int }');
const codesOf = (text: string, rules = limitRules) =>
  validate(schema, parse(text), rules).map(({ extensions }) => extensions['code']);

describe('what is asked of the schema itself', () => {
  it.each([
    ['as a whole', '{ a: __schema { description } b: __schema { description } }'],
    ['within', '{ __schema { a: types { name } } }'],
    ['in fragments', '{ __schema { types { ...T } } } fragment T on __Type { a: fields { name } }'],
  ])('has no alias, %s', (_where, text) => {
    expect(codesOf(text)).toContain('QUERY_TOO_COMPLEX');
  });

  it('may be what tools ask for', () => {
    expect(codesOf(getIntrospectionQuery())).toEqual([]);
    expect(
      codesOf('{ a: __type(name: "Query") { name } b: __type(name: "Int") { name } c: __typename }'),
    ).toEqual([]);
  });
});

describe('fields of one name', () => {
  it.each([
    ['beside each other', `{ ${'two '.repeat(6)} }`],
    ['below fields of one name', `{ ${'one { two } '.repeat(4)} }`],
    ['in inline fragments', `{ ${'... { two } '.repeat(6)} }`],
    ['in fragments', `{ ...A ...B } fragment A on Query { two two two } fragment B on Query { two two two }`],
    ['of which one is an alias', '{ two two two two two two: three }'],
  ])('may make only so many pairs: %s', (_where, text) => {
    expect(codesOf(text, [pairRule(11)])).toEqual(['QUERY_TOO_COMPLEX']);
    expect(codesOf(text, [pairRule(15)])).toEqual([]);
  });

  it('are refused before all of them are compared with each other', () => {
    const text = `{ ${'one { two } '.repeat(480)} }`;
    expect(codesOf(text)).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it('may be as many as any page asks for', () => {
    expect(codesOf(`{ ${'one { two three } '.repeat(50)} }`, [...limitRules, ...specifiedRules])).toEqual([]);
  });
});
