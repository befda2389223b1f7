import { randomUUID } from 'node:crypto';
import { HeaderMap } from '@apollo/server';
import type { HTTPGraphQLHead } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { databaseTrouble, troubleLine } from '../platform/database-trouble.js';
import { Overloaded } from '../platform/overloaded.js';
import type { ErrorLog } from '../platform/quiet-log.js';
import { failure, statusOf } from './errors.js';

/** A database that went away is mostly one that starts again, and what hinders it passes as well. */
const databaseRetryMs = 1_000;

/** Makes of any error one that callers may see; what is nobody's business but ours is logged under a number. */
export function publicError(error: GraphQLError, log: ErrorLog): GraphQLError {
  const cause = deepest(error);
  // A GraphQLError was thrown on purpose, for callers to read.
  if (cause === undefined || cause instanceof GraphQLError) return coded(error);
  if (cause instanceof Overloaded) {
    const { retryAfterMs } = cause;
    return at(
      error,
      failure('OVERLOADED', 'Too many requests at once; try again shortly.', { retryAfterMs }),
    );
  }
  if (isUnstorableText(cause)) {
    return at(error, failure('BAD_USER_INPUT', 'A text has a character that cannot be stored.'));
  }
  const trouble = databaseTrouble(cause);
  if (trouble !== null) {
    log(troubleLine(trouble, cause));
    const text = 'The mall cannot reach its data right now; try again shortly.';
    return at(error, failure('UNAVAILABLE', text, { retryAfterMs: databaseRetryMs }));
  }
  const correlationId = randomUUID();
  log(`${correlationId} ${error.path?.join('.') ?? ''} ${cause.stack ?? cause.message}`);
  return at(
    error,
    failure('INTERNAL', `Something went wrong on our side (${correlationId}).`, { correlationId }),
  );
}

/** The last gate before an error leaves: a code is on it, a stack is not. */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: ErrorLog,
): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
    // Names and values of a document are as long as its author likes.
    return code.startsWith('GRAPHQL_') ? { ...formatted, message: shortened(formatted.message) } : formatted;
  }
  const told = publicError(
    error instanceof GraphQLError ? error : new GraphQLError('', { originalError: asError(error) }),
    log,
  );
  return told.toJSON();
}

/** What errors say to HTTP: a status (the last one's that has any), and when to come back. */
export function httpHead(errors: readonly GraphQLError[]): HTTPGraphQLHead {
  const status = errors.map((error) => statusOf(codeOf(error))).findLast((one) => one !== undefined);
  const headers = new HeaderMap(errors.flatMap((error) => Object.entries(retryHeaders(error))));
  return status === undefined ? { headers } : { status, headers };
}

/** An error that is thrown to Apollo, with what HTTP must know of it. */
export function withHttpStatus(error: GraphQLError): GraphQLError {
  return at(error, error, { http: httpHead([error]) });
}

/** When to come back, for HTTP clients that do not look into the body. */
export function retryHeaders(error: GraphQLError): Record<string, string> {
  const retryAfterMs = error.extensions['retryAfterMs'];
  return typeof retryAfterMs === 'number' ? { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) } : {};
}

function at(place: GraphQLError, told: GraphQLError, more: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(told.message, {
    ...(place.nodes === undefined ? {} : { nodes: place.nodes }),
    ...(place.path === undefined ? {} : { path: place.path }),
    extensions: { ...told.extensions, ...more },
  });
}

/** Errors of the execution itself, without a cause: variables and literals that do not fit their type. */
function coded(error: GraphQLError): GraphQLError {
  return codeOf(error) === '' ? wrongInput(error) : error;
}

/** What graphql-js says of a value that does not fit its type, in its own words; it would print all of the value. */
export function wrongInput(error: GraphQLError): GraphQLError {
  return at(error, failure('BAD_USER_INPUT', shortened(error.message)));
}

const longestHead = 200;
const longestTail = 100;

/** Which value it is stands at the beginning, what is wrong with it at the end. */
function shortened(text: string): string {
  if (text.length <= longestHead + longestTail) return text;
  return `${text.slice(0, longestHead)} … ${text.slice(-longestTail)}`;
}

function deepest(error: GraphQLError): Error | undefined {
  let cause: Error | undefined = error.originalError ?? undefined;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

export function codeOf(error: { extensions?: Record<string, unknown> }): string {
  const code = error.extensions?.['code'];
  return typeof code === 'string' ? code : '';
}

/** NUL and broken Unicode, which PostgreSQL refuses wherever they turn up. */
function isUnstorableText(error: Error): boolean {
  return 'code' in error && (error.code === '22021' || error.code === '22P05');
}

/** Where work of the background tells what went wrong; what is wrong with the database it says in a line. */
export function backgroundLog(log: ErrorLog): (error: unknown) => void {
  return (error) => {
    const original = asError(error);
    const trouble = databaseTrouble(original);
    log(trouble === null ? (original.stack ?? original.message) : troubleLine(trouble, original));
  };
}

export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
