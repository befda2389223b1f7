import { vi } from 'vitest';

type Options = Parameters<typeof vi.waitFor>[1];
const waitFor = vi.waitFor.bind(vi);

/** On a busy machine what is waited for comes late; to give up after a second, as the library does, would say nothing about the product. */
vi.waitFor = (condition, options: Options = {}) =>
  waitFor(condition, typeof options === 'number' ? options : { timeout: 20_000, ...options });
