import { z } from 'zod';

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.looseObject({ code: z.string() }) }))
    .min(1)
    .optional(),
});

/** What one try brought: an answer, a plea to come again, or nothing. */
export type Reply =
  | { kind: 'answered'; data: Record<string, unknown> }
  /** The server says it did nothing. */
  | { kind: 'turned-away'; why: string }
  /** Nobody knows whether it was done. */
  | { kind: 'unknown'; why: string }
  /** An error that no fault explains. */
  | { kind: 'wrong'; why: string };

export interface Post {
  url: string;
  headers: Record<string, string>;
  document: string;
  variables: object;
  timeoutMs: number;
}

/** Sends one GraphQL request, once. */
export async function post({ url, headers, document, variables, timeoutMs }: Post): Promise<Reply> {
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: document, variables }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    return { kind: 'unknown', why: reasonOf(error) };
  }
  const answer = answerShape.safeParse(jsonOf(text));
  if (!answer.success) return { kind: 'wrong', why: `no GraphQL answer: ${text.slice(0, 200)}` };
  const error = answer.data.errors?.[0];
  if (error === undefined) return { kind: 'answered', data: answer.data.data ?? {} };
  const why = `${error.extensions.code}: ${error.message}`;
  if (error.extensions.code === 'OVERLOADED') return { kind: 'turned-away', why };
  return { kind: error.extensions.code === 'UNAVAILABLE' ? 'unknown' : 'wrong', why };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
