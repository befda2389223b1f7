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

const answerShape = z.union([
  z.object({ id: z.number(), answer: z.unknown() }).strict(),
  z.object({ id: z.number(), failed: z.string() }).strict(),
]);

/** A compiled module in a process of its own, which may serve several times. */
export class ModuleProcess {
  private readonly name: string;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<
    number,
    { resolve(answer: unknown): void; reject(error: Error): void }
  >();
  private questions = 0;
  private services = 0;

  constructor(module: URL, nodeFlags: readonly string[] = []) {
    this.name = module.pathname.split('/').at(-1) ?? 'A process';
    this.child = fork(fileURLToPath(module), {
      // As `start` runs the server; whatever it is compared with gets the same.
      execArgv: [
        '--enable-source-maps',
        '--max-semi-space-size=64',
        '--no-allocation-site-pretenuring',
        ...nodeFlags,
      ],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const fail = (error: Error) => {
      for (const asker of this.waiting.values()) asker.reject(error);
    };
    this.child.once('error', fail);
    this.child.once('exit', (code) => fail(new Error(`${this.name} ended with code ${code ?? 'none'}.`)));
    this.child.on('message', (message) => this.take(answerShape.parse(message)));
  }

  /** Waits until the module is ready to serve with these options. */
  async open(options: object): Promise<Child> {
    this.services += 1;
    const service = this.services;
    return {
      ready: await this.send({ kind: 'open', service, options }),
      pid: this.child.pid ?? 0,
      ask: (question) => this.send({ kind: 'ask', service, question }),
      stop: async () => void (await this.send({ kind: 'close', service })),
    };
  }

  /** Lets the process close what it still serves and end. */
  end(): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise((ended) => {
      child.once('exit', () => ended());
      if (child.connected) child.disconnect();
    });
  }

  private send(message: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.questions += 1;
      this.waiting.set(this.questions, { resolve, reject });
      this.child.send({ id: this.questions, ...message });
    });
  }

  private take(said: z.infer<typeof answerShape>): void {
    const asker = this.waiting.get(said.id);
    this.waiting.delete(said.id);
    if ('failed' in said) asker?.reject(new Error(`${this.name}: ${said.failed}`));
    else asker?.resolve(said.answer);
  }
}
