import { z } from 'zod';

const questionShape = z.object({ id: z.number(), question: z.unknown() });

/** What a module does that the benchmark runs in a process of its own. */
export interface Service {
  /** Told to the benchmark as soon as the service is ready. */
  ready: unknown;
  answer?(question: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** The child's side: takes its options from the command line and answers questions until it is told to stop. */
export function serveStage(open: (options: unknown) => Promise<Service>): void {
  const send = (message: object) => process.send?.(message);
  const started = open(JSON.parse(process.argv[2] ?? '{}'));
  started.then(
    ({ ready }) => send({ ready: ready ?? null }),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
  const leave = () => started.then((service) => service.close()).finally(() => process.exit(0));
  process.on('disconnect', () => void leave());
  // Ctrl-C reaches the benchmark too, which tells its children when it is their turn.
  process.on('SIGINT', () => undefined);
  process.on('message', (message) => {
    if (message === 'stop') return void leave();
    const { id, question } = questionShape.parse(message);
    started
      .then((service) => service.answer?.(question))
      .then(
        (answer) => send({ id, answer: answer ?? null }),
        (error: unknown) => send({ id, failed: error instanceof Error ? error.stack : String(error) }),
      );
  });
}
