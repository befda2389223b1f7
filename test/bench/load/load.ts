import { z } from 'zod';

export interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
  /** `{{n}}` stands for a number that was never used before. */
  body: string;
}

/** A closed loop: every connection sends its next request when the answer to the one before has come. */
export interface LoadRequest {
  port: number;
  /** How long answers are counted, at least. Before it everybody has two answers, and after it the last one. */
  seconds: number;
  /** One list a connection, gone round from its start. */
  requests: readonly (readonly Request[])[];
  /** Every answer must contain this text; the first one that does not ends the run. */
  expect: string;
}

export const loadResultShape = z.object({
  perSecond: z.number(),
  /** Milliseconds from sending to the last byte. */
  p50: z.number(),
  p99: z.number(),
  answers: z.number(),
});
export type LoadResult = z.infer<typeof loadResultShape>;

export const loadRequestShape = z.object({
  port: z.number(),
  seconds: z.number(),
  requests: z.array(
    z.array(
      z.object({
        method: z.string(),
        path: z.string(),
        headers: z.record(z.string(), z.string()),
        body: z.string(),
      }),
    ),
  ),
  expect: z.string(),
});

/** A GraphQL operation as a request. */
export function operation(
  path: '/graphql' | '/admin/graphql',
  headers: Record<string, string>,
  query: string,
  variables: object = {},
): Request {
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  };
}
