import { once } from 'node:events';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';

const messageShape = z.object({
  type: z.string(),
  id: z.string().optional(),
  payload: z.unknown().optional(),
});

export type SocketMessage = z.infer<typeof messageShape>;

/** A client that does nothing by itself, so that tests see each message of graphql-transport-ws as it is sent. */
export class SocketClient {
  readonly messages: SocketMessage[] = [];
  closed: { code: number; reason: string } | null = null;
  private lastId = 0;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.messages.push(messageShape.parse(JSON.parse(data.toString())));
    });
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    socket.on('error', () => undefined);
  }

  /** Opens a socket and introduces itself; does not wait for the answer. */
  static async open(url: string, params: Record<string, unknown>): Promise<SocketClient> {
    const socket = new WebSocket(url, 'graphql-transport-ws');
    const client = new SocketClient(socket);
    await once(socket, 'open');
    client.send({ type: 'connection_init', payload: params });
    return client;
  }

  static async accepted(url: string, params: Record<string, unknown>): Promise<SocketClient> {
    const client = await SocketClient.open(url, params);
    await vi.waitFor(() => {
      if (!client.messages.some((message) => message.type === 'connection_ack'))
        throw new Error('not accepted');
    });
    return client;
  }

  /** Returns the id under which the answers come. */
  subscribe(query: string, variables: Record<string, unknown> = {}): string {
    const id = String((this.lastId += 1));
    this.send({ id, type: 'subscribe', payload: { query, variables } });
    return id;
  }

  complete(id: string): void {
    this.send({ id, type: 'complete' });
  }

  /** The data of every answer to one subscription, in order. */
  data<T>(id: string, shape: z.ZodType<T>): T[] {
    return this.messages
      .filter((message) => message.id === id && message.type === 'next')
      .map((message) => z.object({ data: shape }).parse(message.payload).data);
  }

  /** The codes with which a subscription was ended. */
  errors(id: string): string[] {
    const shape = z.array(z.object({ extensions: z.object({ code: z.string() }) }));
    return this.messages
      .filter((message) => message.id === id && message.type === 'error')
      .flatMap((message) => shape.parse(message.payload).map((error) => error.extensions.code));
  }

  /** Stops taking bytes from the network, as a hung browser tab does. */
  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  async close(): Promise<void> {
    if (this.closed !== null) return;
    this.socket.resume();
    this.socket.close(1000);
    await once(this.socket, 'close');
  }

  private send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }
}
