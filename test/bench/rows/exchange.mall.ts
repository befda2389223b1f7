import { portOf, seedMall } from '../seed/mall.js';
import type { MallSize, SeededMall } from '../seed/mall.js';
import type { Child } from '../processes.js';
import type { Stage } from '../stage.js';

const product = new URL('../servers/product.js', import.meta.url);

/** A mall in a database of its own, served by the product. */
export interface ServedMall {
  url: string;
  mall: SeededMall;
  port: number;
  /** Also takes the database away, and whatever else of the row uses it. */
  close(...others: Child[]): Promise<void>;
}

export async function serveMall(stage: Stage, name: string, size: MallSize): Promise<ServedMall> {
  return serveSeeded(stage, await seedOne(stage, name, size));
}

/** A mall that nobody serves yet. */
export interface UnservedMall {
  url: string;
  mall: SeededMall;
}

export async function seedOne(stage: Stage, name: string, size: MallSize): Promise<UnservedMall> {
  const url = await stage.database(name);
  return { url, mall: await seedMall(url, size) };
}

export async function serveSeeded(stage: Stage, { url, mall }: UnservedMall): Promise<ServedMall> {
  const server = await stage.process(product, { databaseUrl: url });
  return {
    url,
    mall,
    port: portOf(server.ready),
    async close(...others) {
      await Promise.all([server, ...others].map((child) => child.stop()));
      await mall.close();
      await stage.drop(url);
    },
  };
}
