import { HeaderMap } from '@apollo/server';
import type { ApolloServer, HTTPGraphQLResponse } from '@apollo/server';
import { getOperationAST } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import { Recent } from '../platform/recent.js';
import { openApollo } from './apollo.js';
import type { RequestContext } from './context.js';
import type { Execute } from './execute.js';
import type { ErrorLog } from './failures.js';
import { OperationRunner } from './run-operation.js';

export interface HttpOperationsParts {
  schema: GraphQLSchema;
  execute: Execute;
  introspection: boolean;
  log: ErrorLog;
}

/** What came by HTTP. */
export interface Question {
  method: string;
  /** With its question mark, or empty. */
  search: string;
  headers: IncomingHttpHeaders;
  /** Parsed JSON. */
  body: unknown;
}

type Headers = Iterable<readonly [string, string]>;

export interface Answered {
  status: number;
  headers: Headers;
  body: string;
}

/** What the body of a POST asks for. */
interface Asked {
  query: string;
  operationName: string | null | undefined;
  variables: Record<string, unknown>;
}

const mostDocuments = 1_000;
/** A longer text is parsed every time: what is kept must not be what somebody sends to fill the memory. */
const longestText = 20_000;
const mostAcceptHeaders = 100;

/**
 * The operations of one endpoint. Whatever comes for the first time goes through Apollo. What Apollo has found valid is known by its text from
 * then on, as is the content type it chose for an Accept header, and is executed at once: of a small operation Apollo's way through its
 * hooks is a third of the time, and all of it is kept while the operation waits.
 */
export class HttpOperations {
  readonly #documents: Recent<string, DocumentNode>;
  /** The headers of a success, by what the caller accepts. */
  readonly #headers = new Recent<string, Headers>(mostAcceptHeaders);

  private constructor(
    private readonly apollo: ApolloServer<RequestContext>,
    private readonly runner: OperationRunner,
    documents: Recent<string, DocumentNode>,
  ) {
    this.#documents = documents;
  }

  static async open({ schema, execute, introspection, log }: HttpOperationsParts): Promise<HttpOperations> {
    const documents = new Recent<string, DocumentNode>(mostDocuments);
    const runner = new OperationRunner({ schema, execute, log });
    const onValid = (text: string, document: DocumentNode) => {
      if (text.length <= longestText) documents.set(text, document);
    };
    const apollo = await openApollo({ schema, runner, introspection, log, onValid });
    return new HttpOperations(apollo, runner, documents);
  }

  answer(question: Question, context: RequestContext): Promise<Answered> {
    return this.#known(question, context) ?? this.#throughApollo(question, context);
  }

  close(): Promise<void> {
    return this.apollo.stop();
  }

  #known({ method, headers, body }: Question, context: RequestContext): Promise<Answered> | null {
    // A GET may not change anything, and what is asked by GET is mostly kept as a whole answer.
    const asked = method === 'POST' ? askedBy(body) : null;
    const success = this.#headers.get(headers.accept ?? '');
    if (asked === null || success === undefined) return null;
    const document = this.#documents.get(asked.query);
    const operation = document === undefined ? null : getOperationAST(document, asked.operationName);
    if (document === undefined || !operation) return null;
    const valid = { document, operation, variables: asked.variables };
    // Apollo says why.
    if (this.runner.refusal(valid) !== null) return null;
    return this.runner.run(valid, context).then(({ http, result }) => ({
      status: http.status ?? 200,
      headers: http.headers.size === 0 ? success : [...success, ...http.headers],
      body: `${JSON.stringify(result)}\n`,
    }));
  }

  async #throughApollo(question: Question, context: RequestContext): Promise<Answered> {
    const { method, search, body: asked } = question;
    const {
      status = 200,
      headers,
      body,
    } = await this.apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, search, body: asked, headers: headerMap(question.headers) },
      context: async () => context,
    });
    const contentType = headers.get('content-type');
    if (status === 200 && contentType !== undefined) {
      this.#headers.set(question.headers.accept ?? '', [['content-type', contentType]]);
    }
    return { status, headers, body: await textOf(body) };
  }
}

/** What a body asks for in the plainest way; null: Apollo looks into it. */
function askedBy(body: unknown): Asked | null {
  if (!isObject(body)) return null;
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || (extensions !== undefined && extensions !== null)) return null;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null;
  if (variables === undefined || variables === null) return { query, operationName, variables: {} };
  return isObject(variables) ? { query, operationName, variables } : null;
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

async function textOf(body: HTTPGraphQLResponse['body']): Promise<string> {
  if (body.kind === 'complete') return body.string;
  let text = '';
  for await (const part of body.asyncIterator) text += part;
  return text;
}
