import { updateCategory } from '../server/src/catalog/update-category.js';
import { isRefused } from '../server/src/platform/refusal.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { catalogStage, connectionShape } from './catalog-stage.js';
import { at, startTestServer, type TestServer } from './start-server.js';

let server: TestServer;
/** Another process on the same database: it commits, and nobody tells this one but the outbox. */
let elsewhere: ReturnType<typeof catalogStage>;

beforeAll(async () => {
  server = await startTestServer();
  elsewhere = catalogStage(server);
});
afterAll(() => server.close());

/** What everybody without a token gets. The clock stands, so that no answer grows too old to be given again. */
async function listed(): Promise<string[]> {
  const { data } = await server.storefront(
    '{ rewards { nodes { handle } pageInfo { hasNextPage endCursor } } }',
  );
  return connectionShape.parse(data).rewards.nodes.map(({ handle }) => handle);
}

describe('an answer that everybody gets', () => {
  it('is made anew after another process has changed something, also when nobody had asked for anything before', async () => {
    const handles: string[] = [];
    for (const handle of ['cup', 'beans', 'leaf']) {
      await elsewhere.reward(handle);
      handles.unshift(handle);
      await vi.waitFor(async () => expect(await listed()).toEqual(handles), { timeout: 10_000 });
    }
  });

  it('is made anew after another process has changed a text that no counter tells', async () => {
    const shelves = async () => at(await server.storefront('{ categories { title } }'), 'categories');
    expect(await shelves()).toEqual([]);
    const made = await elsewhere.category('tea', '茶业', 'Tee');
    if (isRefused(made)) throw new Error('The category was refused.');
    await vi.waitFor(async () => expect(await shelves()).toEqual([{ title: '茶业' }]), { timeout: 10_000 });
    const title = { zh: '茶叶', en: 'Tea' };
    await updateCategory(elsewhere.parts, elsewhere.operator, made.categoryId, { title });
    await vi.waitFor(async () => expect(await shelves()).toEqual([{ title: '茶叶' }]), { timeout: 10_000 });
  });

  it('is not what a partner reads by their key, though the question is the same', async () => {
    const ask = (key: string) => server.storefront('{ stockFeedSnapshot(first: 1) { cursor } }', {}, { key });
    for (let times = 0; times < 2; times += 1) {
      expect((await ask('pt_demo')).errors).toBeUndefined();
      expect((await ask('pk_demo')).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});
