import { buildSchema, GraphQLError, type ValidationRule } from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { isOperation, type OperationCheck, Operations } from './operations.js';

const schema = buildSchema(`
  type Query { ok: Boolean }
  type State { left: Int batch(size: Int): Int }
  type Subscription { state(ids: [ID!]!): State! }
`);

function answerVariables(text: string): readonly string[] {
  const prepared = new Operations({ schema }).prepare(text, undefined);
  if (!isOperation(prepared)) throw new Error(String(prepared));
  return prepared.answerVariables;
}

function errorsOf(text: string): readonly string[] {
  const prepared = new Operations({ schema, maxTokens: 2_000 }).prepare(text, undefined);
  return isOperation(prepared) ? [] : prepared.map((error) => error.message);
}

describe('which variables can change an answer', () => {
  it('leaves out those that only say what is watched', () => {
    expect(answerVariables('subscription ($ids: [ID!]!) { state(ids: $ids) { left } }')).toEqual([]);
  });

  it('counts those of nested arguments', () => {
    const text = 'subscription ($ids: [ID!]!, $size: Int) { state(ids: $ids) { batch(size: $size) } }';
    expect(answerVariables(text)).toEqual(['size']);
  });

  it('counts those of directives and fragments', () => {
    const text = `subscription ($ids: [ID!]!, $size: Int, $more: Boolean!) { state(ids: $ids) { left @include(if: $more) ...Batch } }
      fragment Batch on State { batch(size: $size) }`;
    expect(answerVariables(text)).toEqual(['more', 'size']);
  });

  it('counts one that also says what is watched', () => {
    const text =
      'subscription ($ids: [ID!]!, $n: Int) { state(ids: $ids) { batch(size: $n) again: batch(size: $n) } }';
    expect(answerVariables(text)).toEqual(['n']);
  });
});

describe('which documents are accepted', () => {
  it('refuses what does not parse, does not fit the schema, or is no subscription', () => {
    expect(errorsOf('subscription {')).toHaveLength(1);
    expect(errorsOf('subscription { nothing }')).toHaveLength(1);
    expect(errorsOf('{ ok }')).toEqual([
      'A socket carries subscriptions; send queries and mutations by HTTP.',
    ]);
  });

  it('codes what it refuses as HTTP does', () => {
    const codeOf = (text: string) => {
      const prepared = new Operations({ schema }).prepare(text, undefined);
      return isOperation(prepared) ? null : prepared[0]?.extensions['code'];
    };
    expect(codeOf('subscription {')).toBe('GRAPHQL_PARSE_FAILED');
    expect(codeOf('subscription { nothing }')).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(codeOf('{ ok }')).toBe('BAD_USER_INPUT');
  });

  it('refuses a condition on what is subscribed to', () => {
    expect(errorsOf('subscription ($y: Boolean!) { state(ids: []) @skip(if: $y) { left } }')).toHaveLength(1);
  });

  it('refuses a document of too many tokens', () => {
    expect(errorsOf(`{ ${'ok '.repeat(3_000)} }`)[0]).toContain('token');
  });

  it('asks the cheap rules first, and no other of what they refuse', () => {
    const asked: string[] = [];
    const rule =
      (name: string): ValidationRule =>
      (context) => ({
        Document() {
          asked.push(name);
          context.reportError(new GraphQLError(name));
        },
      });
    const operations = new Operations({ schema, validationRules: [rule('ours')] });
    const prepared = operations.prepare('subscription { nothing }', undefined);
    expect(isOperation(prepared) ? [] : prepared.map(({ message }) => message)).toEqual(['ours']);
    expect(asked).toEqual(['ours']);
  });

  it('refuses what the check objects to, and asks it once for a text it accepts', () => {
    const check = vi.fn<OperationCheck>((document) =>
      document.loc?.source.body.includes('batch') === true ? new GraphQLError('too much') : null,
    );
    const operations = new Operations({ schema, check });
    const cheap = 'subscription { state(ids: ["a"]) { left } }';
    operations.prepare(cheap, undefined);
    operations.prepare(cheap, undefined);
    expect(check).toHaveBeenCalledTimes(1);
    const refused = operations.prepare('subscription { state(ids: ["a"]) { batch } }', undefined);
    expect(isOperation(refused) ? [] : refused.map((error) => error.message)).toEqual(['too much']);
  });

  it('prepares equal texts once', () => {
    const operations = new Operations({ schema });
    const text = 'subscription { state(ids: ["a"]) { left } }';
    expect(operations.prepare(text, undefined)).toBe(operations.prepare(text, undefined));
  });

  it('forgets the text asked for least recently when there are too many', () => {
    const operations = new Operations({ schema, capacity: 2 });
    const text = (id: string) => `subscription { state(ids: ["${id}"]) { left } }`;
    const [a, b] = [operations.prepare(text('a'), undefined), operations.prepare(text('b'), undefined)];
    operations.prepare(text('a'), undefined);
    operations.prepare(text('c'), undefined);
    expect(operations.prepare(text('a'), undefined)).toBe(a);
    expect(operations.prepare(text('b'), undefined)).not.toBe(b);
  });
});
