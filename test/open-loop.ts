import { Agent, request } from 'node:http';
import { setInterval } from 'node:timers/promises';
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

  constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
    private readonly body: string,
  ) {}

  ask(): Promise<Asked> {
    const began = performance.now();
    return new Promise((answered, failed) => {
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
            const error = answerShape.parse(JSON.parse(text)).errors?.[0];
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
      sent.once('error', failed);
      sent.end(this.body);
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
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
