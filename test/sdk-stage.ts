import { createMall, type Mall } from '../sdk/src/index.js';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { at, startTestServer, type TestServer } from './start-server.js';

/** How long a test waits for what comes over a socket; nothing that works needs it. */
export const patience = { timeout: 20_000 };

/** A server, and pages that open its first mall through the SDK. */
export class SdkStage {
  readonly #malls: Mall[] = [];

  private constructor(readonly server: TestServer) {}

  static async open(): Promise<SdkStage> {
    return new SdkStage(await startTestServer());
  }

  /** A mall as a page of the first brand would open it, for a customer or for nobody in particular. */
  openMall(customerId?: string, publishableKey = 'pk_demo'): Mall {
    const mall = createMall({
      endpoint: this.server.origin,
      publishableKey,
      webSocket: WebSocket,
      language: 'en',
      getMemberToken: async () =>
        customerId === undefined ? null : (await this.server.memberToken(customerId)).token,
    });
    this.#malls.push(mall);
    return mall;
  }

  /** Does something as the operator, and gives what is selected of it. */
  async admin(field: string, type: string, input: object, selection = ''): Promise<unknown> {
    const answer = await this.server.admin(
      `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { code message } } }`,
      { input },
    );
    expect(answer.errors ?? at(answer, field, 'userErrors')).toEqual([]);
    return answer.data?.[field];
  }

  async grant(customerId: string, points: number): Promise<void> {
    await this.server.memberToken(customerId);
    const idempotencyKey = `grant-${customerId}`;
    await this.admin('pointsGrant', 'PointsGrantInput', { idempotencyKey, customerId, points });
  }

  closeMalls(): void {
    for (const mall of this.#malls.splice(0)) mall.close();
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
