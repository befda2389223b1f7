import { Agent, request } from 'node:http';
import { setInterval } from 'node:timers/promises';
import { expect } from 'vitest';
import { z } from 'zod';

const answerShape = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ extensions: z.looseObject({ code: z.string() }) })).optional(),
});

export interface Asked {
  status: number;
  retryAfter: string | undefined;
  /** The code of the first error; null: it was served. */
  code: string | null;
  retryAfterMs: unknown;
  tookMs: number;
}

/** Callers of one endpoint, who measure how long they waited. */
export class Callers {
  private readonly agent = new Agent({ keepAlive: true });
  private asked = 0;

  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
    /** Of each question, or what makes one of its number. */
    private readonly body: string | ((nth: number) => string),
  ) {}

  ask(): Promise<Asked> {
    const began = performance.now();
    this.asked += 1;
    const body = typeof this.body === 'string' ? this.body : this.body(this.asked);
    return new Promise((answered) => {
      const sent = request(
        this.url,
        {
          method: 'POST',
          agent: this.agent,
          headers: { 'content-type': 'application/json', ...this.headers },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part) => (text += String(part)));
          response.once('end', () => {
            // Node itself answers without a body, for example with 408 when it read too late.
            const error = text === '' ? undefined : answerShape.parse(JSON.parse(text)).errors?.[0];
            answered({
              status: response.statusCode ?? 0,
              retryAfter: response.headers['retry-after'],
              code: error?.extensions.code ?? null,
              retryAfterMs: error?.extensions['retryAfterMs'],
              tookMs: performance.now() - began,
            });
          });
        },
      );
      // Not answered at all: as bad as it gets, and to be counted.
      sent.once('error', (error: NodeJS.ErrnoException) =>
        answered({
          status: 0,
          retryAfter: undefined,
          code: error.code ?? error.message,
          retryAfterMs: undefined,
          tookMs: performance.now() - began,
        }),
      );
      sent.end(body);
    });
  }

  async oneByOne(count: number): Promise<Asked[]> {
    const asked: Asked[] = [];
    while (asked.length < count) asked.push(await this.ask());
    return asked;
  }

  /** So many a second for so many seconds, whether those before were answered or not: a crowd does not wait its turn. */
  async storm(perSecond: number, seconds: number, onTick: () => void): Promise<Asked[]> {
    const asked: Promise<Asked>[] = [];
    const began = performance.now();
    for await (const _ of setInterval(10)) {
      const elapsed = (performance.now() - began) / 1_000;
      while (asked.length < perSecond * Math.min(elapsed, seconds)) asked.push(this.ask());
      onTick();
      if (elapsed > seconds) break;
    }
    return Promise.all(asked);
  }

  close(): void {
    this.agent.destroy();
  }
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

export const times = (asked: readonly Asked[]) => asked.map(({ tookMs }) => tookMs);

/** Quick or not, it says that there is too much and when to come back. */
export function expectRefusal(asked: Asked): void {
  expect(asked).toMatchObject({ status: 503, code: 'OVERLOADED' });
  expect(Number(asked.retryAfter)).toBeGreaterThanOrEqual(1);
  expect(Number(asked.retryAfterMs)).toBeGreaterThan(0);
}
