import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { badInput } from './errors.js';
import { backgroundLog, formatError, publicError, withHttpStatus } from './failures.js';
import { Overloaded } from '../platform/overloaded.js';

function told(cause: Error): { error: GraphQLError; log: string[] } {
  const log: string[] = [];
  const path = ['exchangeRedeem'];
  return {
    error: publicError(new GraphQLError(cause.message, { originalError: cause, path }), (text) =>
      log.push(text),
    ),
    log,
  };
}

describe('an error that leaves the server', () => {
  it('is told as it was meant when it was thrown for callers', () => {
    const { error, log } = told(badInput('first must be from 1 to 100.'));
    expect(error.message).toBe('first must be from 1 to 100.');
    expect(log).toEqual([]);
  });

  it('tells nothing of what went wrong inside but a number under which it is logged', () => {
    const { error, log } = told(new Error('password authentication failed for user "jifen"'));
    expect(error.message).not.toContain('password');
    expect(error.extensions['code']).toBe('INTERNAL');
    expect(error.path).toEqual(['exchangeRedeem']);
    expect(log.join()).toContain('password authentication failed');
    expect(log.join()).toContain(error.extensions['correlationId']);
  });

  it('says when to come back when too many commands wait', () => {
    const error = withHttpStatus(told(new Overloaded(1_500)).error);
    expect(error.extensions).toMatchObject({
      code: 'OVERLOADED',
      retryAfterMs: 1_500,
      http: { status: 503 },
    });
    const headers = new HeaderMap([['retry-after', '2']]);
    expect(error.extensions['http']).toEqual({ status: 503, headers });
  });

  it.each(['ECONNREFUSED', '57P01', '53100', '55P03'])(
    'says that the data cannot be reached on %s',
    (code) => {
      const { error } = told(Object.assign(new Error('lost'), { code }));
      expect(withHttpStatus(error).extensions).toMatchObject({ code: 'UNAVAILABLE', http: { status: 503 } });
    },
  );

  it('says what is wrong with a value without all of the value', () => {
    const long = `Variable "$f" got invalid value ${'x'.repeat(9_000)}; it is not good.`;
    const { message, extensions } = publicError(new GraphQLError(long), () => expect.unreachable());
    expect(extensions['code']).toBe('BAD_USER_INPUT');
    expect(message.length).toBeLessThan(310);
    expect(message).toMatch(/^Variable "\$f" got .* … .*; it is not good\.$/);
  });

  it('says what is wrong with a document without all of its names', () => {
    const wrong = (message: string) => ({ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
    const told = (message: string) =>
      formatError(wrong(message), undefined, () => expect.unreachable()).message;
    expect(told('Cannot query field "x" on type "Query".')).toBe('Cannot query field "x" on type "Query".');
    expect(told(`Cannot query field "${'x'.repeat(9_000)}" on type "Query".`).length).toBeLessThan(310);
  });

  it('blames a text that PostgreSQL cannot store on whoever sent it', () => {
    const { error } = told(Object.assign(new Error('invalid byte sequence'), { code: '22021' }));
    expect(error.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

describe('work of the background', () => {
  it('says in a line that the database is away, and tells everything else in full', () => {
    const said: string[] = [];
    const tell = backgroundLog((text) => said.push(text));
    const lost = () => Object.assign(new Error('connect failed'), { code: 'ECONNREFUSED' });
    tell(lost());
    tell(new TypeError('a bug'));
    expect(said).toEqual([
      'The database cannot be reached: connect failed',
      expect.stringContaining('TypeError: a bug\n'),
    ]);
  });
});
