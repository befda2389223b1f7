/// <reference types="node" />
import { createServer, type IncomingHttpHeaders } from 'node:http';

import { isRecord } from './errors.js';

/** One request as the counterpart saw it. */
export interface SeenRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the counterpart does with a request: answer, answer with a page that is not JSON, hang up, or stay silent. */
export type Answer =
  | { readonly status?: number; readonly json: unknown }
  | { readonly status: number; readonly page: string }
  | 'hang up'
  | 'silence';

/** An HTTP server that answers as told, one answer a request, the last one for all further requests. */
export async function startHttpCounterpart(...answers: Answer[]) {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      const asked: unknown = JSON.parse(body);
      const { query, variables } = isRecord(asked) ? asked : {};
      seen.push({
        headers: request.headers,
        query: String(query),
        variables: isRecord(variables) ? variables : {},
      });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === 'silence') return;
      if (answer === undefined || answer === 'hang up') {
        request.socket.destroy();
      } else if ('page' in answer) {
        response.writeHead(answer.status, { 'Content-Type': 'text/html' }).end(answer.page);
      } else {
        response.writeHead(answer.status ?? 200, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(answer.json));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The counterpart has no port.');
  return {
    seen,
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
