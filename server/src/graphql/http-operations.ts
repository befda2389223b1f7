import { type ApolloServer, HeaderMap } from '@apollo/server';
import { getOperationAST, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import { mostKnownCharacters, Recent } from '../platform/recent.js';
import { openApollo } from './apollo.js';
import type { RequestContext } from './context.js';
import { limitRules, limits } from './limits.js';
import { OperationRunner, type RunnerParts, type ValidOperation } from './run-operation.js';
import { lightVariables } from './variables.js';

/** What came by HTTP. */
export interface Question {
  method: string;
  /** With its question mark, or empty. */
  search: string;
  headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined where there is none. */
  body: unknown;
  /** Of the text of the body, in characters. */
  length: number;
}

export interface Answered {
  status: number;
  headers: Iterable<readonly [string, string]>;
  body: string;
}

/** A body that asks in the plainest way. */
interface Plain {
  query: string;
  operationName: string | null;
  variables: Record<string, unknown>;
}

const mostDocuments = 1_000;
/** A longer one is parsed each time, or a few of them would drive out all others. */
const longestText = 20_000;
const mostAcceptHeaders = 100;

/**
 * The operations of one endpoint, asked by HTTP. Apollo decides which text is valid, and in which content type those who accept
 * something are answered. Once both are known, a plain question is executed without it: its way through HTTP and hooks is a fifth of
 * a small request (docs/performance.md, "Past Apollo").
 */
export class HttpOperations {
  readonly #documents: Recent<string, DocumentNode>;
  /** Of a success, by what the caller accepts. */
  readonly #headers = new Recent<string, Answered['headers']>(mostAcceptHeaders);

  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly apollo: ApolloServer<RequestContext>,
    private readonly runner: OperationRunner,
    documents: Recent<string, DocumentNode>,
  ) {
    this.#documents = documents;
  }

  static async open(parts: RunnerParts): Promise<HttpOperations> {
    const { schema, introspection, log } = parts;
    const weight = { of: (text: string) => text.length, most: mostKnownCharacters };
    const documents = new Recent<string, DocumentNode>(mostDocuments, weight);
    const runner = new OperationRunner(parts);
    const onAccepted = (text: string, document: DocumentNode) => {
      if (text.length <= longestText) documents.set(text, document);
    };
    const apollo = await openApollo({ schema, runner, introspection, log, onAccepted });
    return new HttpOperations(schema, apollo, runner, documents);
  }

  answer(question: Question, context: RequestContext): Promise<Answered> {
    return this.#known(question, context) ?? this.#byApollo(question, context);
  }

  close(): Promise<void> {
    return this.apollo.stop();
  }

  /** Null: Apollo must look at it. */
  #known(question: Question, context: RequestContext): Promise<Answered> | null {
    const plain = plainly(question);
    const success = this.#headers.get(question.headers.accept ?? '');
    if (plain === null || success === undefined) return null;
    const document = this.#documents.get(plain.query);
    if (document === undefined) return null;
    const operation = getOperationAST(document, plain.operationName);
    if (!operation) return null;
    const valid = { document, operation, variables: plain.variables };
    const isLight = question.length <= lightVariables;
    return this.runner.refusal(valid, isLight) === null ? this.#execute(valid, context, success) : null;
  }

  async #execute(
    valid: ValidOperation,
    context: RequestContext,
    success: Answered['headers'],
  ): Promise<Answered> {
    const { http, result } = await this.runner.run(valid, context);
    return {
      status: http.status ?? 200,
      headers: http.headers.size === 0 ? success : [...success, ...http.headers],
      body: `${JSON.stringify(result)}\n`,
    };
  }

  async #byApollo({ method, search, headers, body }: Question, context: RequestContext): Promise<Answered> {
    const text = method === 'GET' ? new URLSearchParams(search).get('query') : queryOf(body);
    const refused = this.#beyondLimits(text);
    if (refused !== null) return refused;
    const answer = await this.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, search, body, headers: headerMap(headers) },
      context: async () => context,
    });
    // No schema here knows `@defer` or `@stream`.
    if (answer.body.kind !== 'complete') throw new Error('An operation was answered in parts.');
    const { status = 200 } = answer;
    const contentType = answer.headers.get('content-type');
    if (status === 200 && contentType !== undefined) {
      this.#headers.set(headers.accept ?? '', [['content-type', contentType]]);
    }
    return { status, headers: answer.headers, body: answer.body.string };
  }

  /**
   * Our own limits are cheap to ask; the rules of the specification are not for every document, and one throws at some, which Apollo would
   * take for a failure of ours.
   */
  #beyondLimits(text: string | null): Answered | null {
    if (text === null || this.#documents.get(text) !== undefined) return null;
    const document = parsed(text);
    const errors = document === null ? [] : validate(this.schema, document, limitRules);
    if (errors.length === 0) return null;
    const body = `${JSON.stringify({ errors })}\n`;
    return { status: 400, headers: [['content-type', 'application/json; charset=utf-8']], body };
  }
}

function queryOf(body: unknown): string | null {
  return isObject(body) && typeof body['query'] === 'string' ? body['query'] : null;
}

/** Null: it cannot be, which Apollo says. */
function parsed(text: string): DocumentNode | null {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch {
    return null;
  }
}

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
  if (operationName === undefined || operationName === null) {
    return { query, operationName: null, variables: given };
  }
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
