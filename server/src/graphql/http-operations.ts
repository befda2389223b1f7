import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { IncomingHttpHeaders } from 'node:http';
import type { RequestContext } from './context.js';

/** What came by HTTP. */
export interface Question {
  method: string;
  /** With its question mark, or empty. */
  search: string;
  headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined where there is none. */
  body: unknown;
}

export interface Answered {
  status: number;
  headers: Iterable<readonly [string, string]>;
  body: string;
}

/** A body that asks in the plainest way. */
interface Plain {
  query: string;
  operationName?: string;
  variables: Record<string, unknown>;
}

const mostAcceptHeaders = 100;

/**
 * The operations of one endpoint, asked by HTTP. Apollo reads and writes HTTP for whatever is asked in a way of its own, and says
 * in which content type those who accept something are answered. With that known, a plain question is executed without
 * it: its way through HTTP is a seventh of a small request (docs/performance.md).
 */
export class HttpOperations {
  /** Of a success, by what the caller accepts. */
  readonly #contentTypes = new Map<string, string>();

  constructor(private readonly apollo: ApolloServer<RequestContext>) {}

  answer(question: Question, context: RequestContext): Promise<Answered> {
    const contentType = this.#contentTypes.get(question.headers.accept ?? '');
    const plain = plainly(question);
    if (contentType === undefined || plain === null) return this.#byApollo(question, context);
    return this.#execute(plain, contentType, context);
  }

  async #execute(plain: Plain, contentType: string, contextValue: RequestContext): Promise<Answered> {
    const { http, body } = await this.apollo.executeOperation(plain, { contextValue });
    if (body.kind !== 'single') throw inParts();
    const { errors, data } = body.singleResult;
    http.headers.set('content-type', contentType);
    // Errors first, as Apollo does: whoever reads along cannot miss them.
    return {
      status: http.status ?? 200,
      headers: http.headers,
      body: `${JSON.stringify({ errors, data })}\n`,
    };
  }

  async #byApollo({ method, search, headers, body }: Question, context: RequestContext): Promise<Answered> {
    const answer = await this.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, search, body, headers: headerMap(headers) },
      context: async () => context,
    });
    if (answer.body.kind !== 'complete') throw inParts();
    const { status = 200 } = answer;
    const contentType = answer.headers.get('content-type');
    if (status === 200 && contentType !== undefined) {
      if (this.#contentTypes.size >= mostAcceptHeaders) this.#contentTypes.clear();
      this.#contentTypes.set(headers.accept ?? '', contentType);
    }
    return { status, headers: answer.headers, body: answer.body.string };
  }
}

/** No schema here knows `@defer` or `@stream`. */
const inParts = () => new Error('An operation was answered in parts.');

/**
 * Null: in some other way, which may be wrong. Apollo sees to it that a GET changes nothing, and that no page of another origin asks without
 * the browser's consent, which it need not ask for to send a POST that is not JSON.
 */
function plainly({ method, headers, body }: Question): Plain | null {
  if (method !== 'POST' || !isObject(body)) return null;
  if (headers['content-type']?.startsWith('application/json') !== true) return null;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || query === '' || (extensions !== undefined && extensions !== null))
    return null;
  const given = variables ?? {};
  if (!isObject(given)) return null;
  if (operationName === undefined || operationName === null) return { query, variables: given };
  return typeof operationName === 'string' ? { query, operationName, variables: given } : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function headerMap(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
