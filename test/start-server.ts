import 'reflect-metadata';
import { z } from 'zod';
import { createApp } from '../server/src/app.js';
import { entities } from '../server/src/entities.js';
import type { AdmissionLimits } from '../server/src/graphql/admission.js';
import type { Clock } from '../server/src/platform/clock.js';
import { openDatabase } from '../server/src/platform/database.js';
import type { Database } from '../server/src/platform/database.js';
import { idSource } from '../server/src/platform/ids.js';
import { isRefused } from '../server/src/platform/refusal.js';
import type { Random } from '../server/src/platform/random.js';
import { systemRandom } from '../server/src/platform/random.js';
import { demoKeys } from '../server/src/program/access-key.js';
import type { ProgramKeys, ProgramSettings } from '../server/src/program/create-program.js';
import { createProgram } from '../server/src/program/create-program.js';
import { createTestDatabase } from './test-database.js';

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: Date;

  constructor(start: Date) {
    this.#now = start;
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(moment: Date | string): void {
    this.#now = new Date(moment);
  }

  forward(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .optional(),
});

export type Answer = z.infer<typeof answerShape> & { status: number; headers: Headers };

export interface Caller {
  key?: string | null;
  token?: string | null;
  language?: string;
}

export interface TestServer {
  origin: string;
  database: Database;
  clock: TestClock;
  /** The ids of the two programs, `demo` (keys pk_demo …) and `demo2` (keys pk_demo2 …). */
  programs: { first: string; second: string };
  /** Everything the server logged. */
  log: string[];
  /** Asks the storefront; with the key pk_demo unless the caller says otherwise. */
  storefront(query: string, variables?: object, caller?: Caller): Promise<Answer>;
  /** Asks the admin schema; with the key sk_demo unless another one is given. */
  admin(query: string, variables?: object, key?: string | null): Promise<Answer>;
  /** Signs a customer of the first brand in (of the second with sk_demo2). */
  memberToken(customerId: string, key?: string): Promise<{ token: string; id: string }>;
  /** Runs one of the server's jobs now, as its schedule would. */
  runJob(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  now?: Date | string;
  random?: Random;
  production?: boolean;
  introspection?: boolean;
  /** A migrated database instead of one of the test PostgreSQL. */
  database?: { url: string; drop(): Promise<void> };
  /** Runs the jobs on their schedule. */
  jobs?: boolean;
  /** Settings of the first program beyond its name. */
  program?: Partial<ProgramSettings>;
  /** How many requests are let in, where it is not what servers have. */
  admission?: Partial<AdmissionLimits>;
}

/** A whole server on a free port, with a database of its own and two brands in it. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const testDatabase = options.database ?? (await createTestDatabase());
  const database = await openDatabase({ url: testDatabase.url, poolSize: 10, entities });
  const clock = new TestClock(new Date(options.now ?? '2026-11-22T04:00:00Z'));
  const random = options.random ?? systemRandom;
  const brand = async (handle: string, name: string, keys: ProgramKeys, more: Partial<ProgramSettings>) => {
    const parts = { database, newId: idSource(clock, random), random, now: clock.now() };
    const created = await createProgram(parts, { ...more, handle, name: { zh: name, en: name } }, keys);
    if (isRefused(created)) throw new Error(`The test program ${handle} was refused.`);
    return created.id;
  };
  const programs = {
    first: await brand('demo', 'First brand', demoKeys.first, options.program ?? {}),
    second: await brand('demo2', 'Second brand', demoKeys.second, {}),
  };
  const log: string[] = [];
  const app = await createApp({
    config: { production: options.production ?? false, introspection: options.introspection ?? true },
    database,
    clock,
    random,
    log: (text) => log.push(text),
    // Clients of a test keep their connections, and none of them would go elsewhere.
    graceMs: 0,
    ...(options.admission === undefined ? {} : { admission: options.admission }),
  });
  const origin = `http://127.0.0.1:${await app.listen(0)}`;
  if (options.jobs === true) await app.runJobs();
  const storefront: TestServer['storefront'] = (query, variables = {}, caller = {}) =>
    post(`${origin}/graphql`, { query, variables }, storefrontHeaders(caller));
  const admin: TestServer['admin'] = (query, variables = {}, key = 'sk_demo') =>
    post(
      `${origin}/admin/graphql`,
      { query, variables },
      key === null ? {} : { authorization: `Bearer ${key}` },
    );
  return {
    origin,
    database,
    clock,
    programs,
    log,
    storefront,
    admin,
    async memberToken(customerId, key) {
      const answer = await admin(memberTokenDocument, { input: { customerId } }, key);
      if (answer.errors) throw new Error(`No member token: ${JSON.stringify(answer.errors)}`);
      const { memberTokenCreate } = memberTokenShape.parse(answer.data);
      return { token: memberTokenCreate.token, id: memberTokenCreate.member.id };
    },
    async runJob(name) {
      const job = app.jobs.find((one) => one.name === name);
      if (job === undefined) throw new Error(`There is no job ${name}.`);
      await job.run();
    },
    async close() {
      await app.close();
      await database.close();
      await testDatabase.drop();
    },
  };
}

const memberTokenDocument = `mutation ($input: MemberTokenCreateInput!) {
  memberTokenCreate(input: $input) { token member { id } }
}`;
const memberTokenShape = z.object({
  memberTokenCreate: z.object({ token: z.string(), member: z.object({ id: z.string() }) }),
});

function storefrontHeaders({ key = 'pk_demo', token, language }: Caller): Record<string, string> {
  return {
    ...(key === null ? {} : { 'x-jifen-key': key }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(language === undefined ? {} : { 'accept-language': language }),
  };
}

/** Sends any body to any endpoint and reads the answer as GraphQL. */
export async function post(
  url: string,
  body: object | string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const parsed = answerShape.parse(await response.json());
  return { ...parsed, status: response.status, headers: response.headers };
}

/** Reads a path out of an answer's data, for example `at(answer, 'rewards', 'nodes', 0, 'id')`. */
export function at(answer: Answer, ...path: (string | number)[]): unknown {
  let value: unknown = answer.data;
  for (const step of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  }
  return value;
}
