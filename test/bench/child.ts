import { z } from 'zod';

const messageShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), id: z.number(), service: z.number(), options: z.unknown() }),
  z.object({ kind: z.literal('ask'), id: z.number(), service: z.number(), question: z.unknown() }),
  z.object({ kind: z.literal('close'), id: z.number(), service: z.number() }),
]);
type Message = z.infer<typeof messageShape>;

/** What a module does that the benchmark runs in a process of its own. */
export interface Service {
  /** Told to the benchmark as soon as the service is ready. */
  ready: unknown;
  answer?(question: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** The child's side: opens services, lets them answer questions, and ends when the benchmark lets go of it. */
export function serveStage(open: (options: unknown) => Promise<Service>): void {
  const services = new Map<number, Promise<Service>>();
  const act = async (message: Message): Promise<unknown> => {
    if (message.kind === 'open') {
      const opened = open(message.options);
      services.set(message.service, opened);
      return (await opened).ready;
    }
    const service = await services.get(message.service);
    if (message.kind === 'ask') return service?.answer?.(message.question);
    services.delete(message.service);
    await service?.close();
    return null;
  };
  const leave = async () => {
    await Promise.allSettled([...services.values()].map(async (service) => (await service).close()));
    process.exit(0);
  };
  process.on('disconnect', () => void leave());
  // Ctrl-C reaches the benchmark too, which tells its children when it is their turn.
  process.on('SIGINT', () => undefined);
  process.on('message', (given) => {
    const message = messageShape.parse(given);
    act(message).then(
      (answer) => process.send?.({ id: message.id, answer: answer ?? null }),
      (error: unknown) =>
        process.send?.({ id: message.id, failed: error instanceof Error ? error.stack : String(error) }),
    );
  });
}
