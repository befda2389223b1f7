import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import sirv from 'sirv';
import type { Admission, Place } from './admission.js';
import { admit } from './admit.js';
import { type AnswerCache, answerKey, type CachedAnswer, type MadeAnswer } from './answer-cache.js';
import { Arrivals } from './arrivals.js';
import type { RequestContext } from './context.js';
import { failure, statusOf } from './errors.js';
import { asError, codeOf, publicError, retryHeaders } from './failures.js';
import type { ErrorLog } from '../platform/quiet-log.js';
import type { Answered, HttpOperations, Question } from './http-operations.js';
import { Overloaded } from '../platform/overloaded.js';
import type { Timers } from '../platform/timers.js';
import { HttpRequest } from './http-request.js';
import { noteConnections, partingAnswers } from './http-stop.js';
import { HttpRefusal, parseJson, readText, sendError, sendJson, type Upload } from './http-body.js';

export interface Endpoint {
  operations: HttpOperations;
  /** Who asks; throws UNAUTHENTICATED. */
  authenticate(request: IncomingMessage): Promise<RequestContext>;
  bodyLimit: number;
  admission: Admission;
  /** Present where answers may be shared between callers who are nobody in particular. */
  answers?: AnswerCache;
  /** Whether pages of any origin may call it: safe where no cookie counts and keys are meant for browsers. */
  anyOrigin: boolean;
}

/** Answers a request or gives false, so that the next one may. */
export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

export interface HttpParts {
  /** By path. */
  endpoints: ReadonlyMap<string, Endpoint>;
  /** Whether the database answers and takes what is written. */
  ready(): boolean;
  /** Whether the process is about to end: asked for each answer. */
  stopping(): boolean;
  routes: readonly Route[];
  /** Files served at `/`; a folder that is not there serves nothing. */
  staticFolder: string;
  timers: Timers;
  log: ErrorLog;
}

const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'retry-after',
};
const corsHeaderList = Object.entries(corsHeaders);
const preflightHeaders = {
  ...corsHeaders,
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers':
    'content-type, authorization, x-jifen-key, accept-language, apollo-require-preflight',
  'access-control-max-age': '86400',
};

/** Whoever sends more slowly keeps a place that others could have. */
const longestUploadMs = 60_000;
/**
 * Longer than load balancers and clients keep an idle connection (mostly 60 s): whoever of two hangs up first may cut off a
 * request that the other has just sent.
 */
const longestIdleMs = 75_000;

export function makeHttpServer(parts: HttpParts): Server {
  const files = existsSync(parts.staticFolder) ? sirv(parts.staticFolder, { etag: true }) : null;
  const arrivals = new Arrivals();
  const server = createServer(
    {
      requestTimeout: longestUploadMs,
      keepAliveTimeout: longestIdleMs,
      IncomingMessage: HttpRequest,
      ServerResponse: partingAnswers(() => parts.stopping()),
    },
    (request, response) => {
      response.setHeader('x-content-type-options', 'nosniff');
      answer(request, response).catch((error: unknown) => fail(response, error));
    },
  );
  server.on('connection', () => arrivals.connected());
  noteConnections(server);
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // What is asked most is found without taking the address apart.
    const { path, search } = pathOf(request);
    const endpoint = parts.endpoints.get(path);
    if (endpoint !== undefined) {
      return graphql(endpoint, { arrivals, timers: parts.timers }, { request, response, search });
    }
    const url = readUrl(request);
    if (url.pathname === '/healthz') return sendJson(response, 200, { status: 'ok' });
    if (url.pathname === '/readyz') {
      const status = readiness(parts);
      return sendJson(response, status === 'ready' ? 200 : 503, { status });
    }
    for (const route of parts.routes) {
      if (await route(request, response, url)) return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      throw new HttpRefusal(404, 'Nothing takes this here. GraphQL is at /graphql and /admin/graphql.');
    }
    if (files === null) return notFound(response);
    // A file that went away since the start, as when the page is built anew, must not end the process.
    response.once('pipe', (file) => file.once('error', () => response.destroy()));
    // Parts of files may be asked for in ways that sirv gets wrong; whoever gets the whole file has the part, too.
    delete request.headers.range;
    files(request, response, () => notFound(response));
  }

  function fail(response: ServerResponse, error: unknown): void {
    if (response.headersSent) {
      response.destroy();
    } else if (error instanceof HttpRefusal) {
      const code = error.status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST';
      sendError(response, error.status, error.message, { code }, error.headers);
    } else {
      const told = publicError(new GraphQLError('', { originalError: asError(error) }), parts.log);
      sendError(response, statusOf(codeOf(told)) ?? 500, told.message, told.extensions, retryHeaders(told));
    }
  }
}

function readiness(parts: HttpParts): string {
  if (parts.stopping()) return 'stopping';
  return parts.ready() ? 'ready' : 'no database';
}

async function graphql(
  endpoint: Endpoint,
  { arrivals, timers }: { arrivals: Arrivals; timers: Timers },
  { request, response, search }: { request: IncomingMessage; response: ServerResponse; search: string },
): Promise<void> {
  if (endpoint.anyOrigin) for (const [name, value] of corsHeaderList) response.setHeader(name, value);
  if (request.method === 'OPTIONS' && endpoint.anyOrigin) {
    response.writeHead(204, preflightHeaders).end();
    return;
  }
  if (request.method !== 'POST' && request.method !== 'GET') {
    throw new HttpRefusal(405, 'GraphQL is asked by POST, or by GET for queries.', { allow: 'GET, POST' });
  }
  const { admission, answers, bodyLimit } = endpoint;
  const place = admit(admission, request, response, bodyLimit);
  if (place === null) return;
  const settled = arrivals.settled();
  if (settled !== null) {
    await settled;
    // Whoever has gone meanwhile wants no answer.
    if (request.socket.destroyed) return;
  }
  admission.begin();
  const context = await signedIn(endpoint, request, response);
  if (context === null) return;
  const upload = uploadTo(place, response, { admission, timers });
  const text = request.method === 'POST' ? await readText(request, bodyLimit, upload) : undefined;
  // Parsed only when it is executed: an answer that everybody gets is found by the text of the question.
  const answer = () => endpoint.operations.answer(questionOf(request, search, text), context);
  let own: Answered | null = null;
  const key = answers === undefined ? null : answerKey(context, askedBy(request, search, text));
  if (answers !== undefined && key !== null) {
    const shared = await answers.get(key, context.now, async () => {
      own = await answer();
      return shareable(own);
    });
    if (shared !== null) return sendShared(request, response, shared);
  }
  // What must not be shared was made for this caller already, unless another caller made it.
  sendOwn(response, own ?? (await answer()));
}

/** A body that takes the room of a request's place as it comes. */
function uploadTo(
  place: Place,
  response: ServerResponse,
  { admission, timers }: { admission: Admission; timers: Timers },
): Upload {
  const onBytes = (bytes: number) => {
    if (place.grow(bytes)) return;
    // The rest is not read, so the connection cannot be used again.
    response.setHeader('connection', 'close');
    throw new Overloaded(admission.retryAfterMs());
  };
  return { onBytes, onArrived: place.arrived, timers };
}

function questionOf(
  { method = '', headers }: IncomingMessage,
  search: string,
  text: string | undefined,
): Question {
  const body = text === undefined ? undefined : parseJson(text);
  return { method, search, headers, body, length: text?.length ?? 0 };
}

/** What the answer depends on, as far as it is not who asks. */
function askedBy({ method, headers }: IncomingMessage, search: string, text: string | undefined): string {
  return `${method} ${search} ${headers.accept ?? ''} ${text ?? ''}`;
}

function sendOwn(response: ServerResponse, { status, headers, body }: Answered): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  response.statusCode = status;
  response.end(body);
}

/** Only a whole answer is worth keeping; errors are told to whoever caused them. */
function shareable({ status, headers, body }: Answered): MadeAnswer | null {
  if (status !== 200 || !body.startsWith('{"data":') || body.includes('"errors":[')) return null;
  const contentType = new Map(headers).get('content-type');
  return contentType === undefined ? null : { contentType, body };
}

/** Sends what everybody gets; a GET can be held by browsers and content networks, and asked for again by its validator. */
function sendShared(
  request: IncomingMessage,
  response: ServerResponse,
  { contentType, bytes, etag }: CachedAnswer,
): void {
  response.setHeader('content-type', contentType);
  response.setHeader('content-length', bytes.length);
  if (request.method !== 'GET') {
    response.setHeader('cache-control', 'no-store');
    response.end(bytes);
    return;
  }
  response.setHeader('cache-control', 'public, max-age=1, stale-while-revalidate=10');
  response.setHeader('vary', 'accept, x-jifen-key, accept-language, authorization');
  response.setHeader('etag', etag);
  if (request.headers['if-none-match'] === etag) {
    response.removeHeader('content-length');
    response.writeHead(304).end();
  } else response.end(bytes);
}

async function signedIn(
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<RequestContext | null> {
  try {
    return await endpoint.authenticate(request);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // What the caller still sends is thrown away, or the answer could not reach it.
    request.resume();
    const headers = { 'www-authenticate': 'Bearer' };
    sendError(response, statusOf(codeOf(error)) ?? 401, error.message, error.extensions, headers);
    return null;
  }
}

function pathOf({ url = '/' }: IncomingMessage): { path: string; search: string } {
  const at = url.indexOf('?');
  return at < 0 ? { path: url, search: '' } : { path: url.slice(0, at), search: url.slice(at) };
}

function readUrl(request: IncomingMessage): URL {
  const address = request.url ?? '/';
  // The host is of no interest, but a URL needs one.
  if (!URL.canParse(address, 'http://localhost')) throw new HttpRefusal(400, 'The address is malformed.');
  return new URL(address, 'http://localhost');
}

function notFound(response: ServerResponse): void {
  sendError(response, 404, 'There is nothing here.', failure('NOT_FOUND', '').extensions);
}
