import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface Child {
  readonly pid: number;
  /** What the module said when it was ready. */
  readonly ready: unknown;
  ask(question: object): Promise<unknown>;
  stop(): Promise<void>;
}

const messageShape = z.union([
  z.object({ ready: z.unknown() }).strict(),
  z.object({ id: z.number(), answer: z.unknown() }).strict(),
  z.object({ id: z.number(), failed: z.string() }).strict(),
]);

/** Runs a compiled module in a process of its own and waits until it is ready. */
export function startChild(module: URL, options: object, nodeFlags: readonly string[] = []): Promise<Child> {
  const name = module.pathname.split('/').at(-1) ?? 'A process';
  const child = fork(fileURLToPath(module), [JSON.stringify(options)], {
    // As `start` runs the server; whatever it is compared with gets the same.
    execArgv: ['--enable-source-maps', '--max-semi-space-size=32', ...nodeFlags],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let questions = 0;
  const ask = (question: object) =>
    new Promise<unknown>((resolve, reject) => {
      questions += 1;
      waiting.set(questions, { resolve, reject });
      child.send({ id: questions, question });
    });
  const stop = () => stopChild(child);
  return new Promise((started, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => {
      const error = new Error(`${name} ended with code ${code ?? 'none'}.`);
      failed(error);
      for (const asker of waiting.values()) asker.reject(error);
    });
    child.on('message', (message) => {
      const said = messageShape.parse(message);
      if ('id' in said) {
        const asker = waiting.get(said.id);
        waiting.delete(said.id);
        if ('failed' in said) asker?.reject(new Error(`${name}: ${said.failed}`));
        else asker?.resolve(said.answer);
      } else {
        started({ pid: child.pid ?? 0, ready: said.ready, ask, stop });
      }
    });
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((stopped) => {
    child.once('exit', () => stopped());
    child.send('stop');
  });
}
