import { join } from 'node:path';
import { DatabaseLink } from '../database-link.js';
import { Cluster } from './cluster.js';
import { until } from './deadline.js';
import type { History } from './history.js';
import { Proxy } from './proxy.js';
import { ServerProcess } from './server-process.js';

const recoverWithinMs = 45_000;

/** What is tested: one PostgreSQL, two servers, before each of them a proxy that loses answers, and behind it a network that loses more. */
export class Stage {
  readonly violations: string[] = [];

  private constructor(
    readonly cluster: Cluster,
    readonly servers: readonly ServerProcess[],
    readonly proxies: readonly Proxy[],
    /** From each server to PostgreSQL. */
    readonly links: readonly DatabaseLink[],
    private readonly history: History,
  ) {}

  static async open(history: History, folder: string): Promise<Stage> {
    const cluster = await Cluster.start();
    const servers: ServerProcess[] = [];
    const proxies: Proxy[] = [];
    const links: DatabaseLink[] = [];
    const stage = new Stage(cluster, servers, proxies, links, history);
    try {
      for (const at of [0, 1]) {
        const died = (how: string) => stage.violated(`server ${at} ${how}`);
        const link = await DatabaseLink.open(cluster.url);
        links.push(link);
        const server = await ServerProcess.start(link.url, join(folder, `server-${at}.log`), died);
        servers.push(server);
        proxies.push(await Proxy.open(server.port));
      }
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  /** The way to a server that no fault stands in. */
  direct(at: number): string {
    return `http://127.0.0.1:${this.servers[at]?.port ?? 0}`;
  }

  violated(text: string): void {
    this.violations.push(text);
    this.history.write('violation', { text });
  }

  /** Does it while nobody can watch; whoever watched has to come back afterwards. */
  async withoutLive(work: () => Promise<void>): Promise<void> {
    for (const proxy of this.proxies) proxy.shutLive();
    try {
      await work();
    } finally {
      for (const proxy of this.proxies) proxy.openLive();
    }
  }

  /** Waits until both servers say that they can serve again. */
  async recovered(): Promise<void> {
    await Promise.all(
      this.servers.map((_, at) =>
        until(`server ${at} is ready again`, recoverWithinMs, async () => {
          const signal = AbortSignal.timeout(2_000);
          return (await fetch(`${this.direct(at)}/readyz`, { signal })).status === 200;
        }),
      ),
    );
  }

  async close(): Promise<void> {
    for (const proxy of this.proxies) await proxy.close();
    for (const server of this.servers) await server.kill();
    for (const link of this.links) await link.close();
    await this.cluster.stop();
  }
}
