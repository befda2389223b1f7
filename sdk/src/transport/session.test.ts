/// <reference types="node" />
import { afterEach, describe, expect, it, vi } from 'vitest';

import { createMall } from '../client.js';
import { createClient } from './fetch.js';

afterEach(() => void vi.unstubAllGlobals());

function addressOf(endpoint: string): string {
  return createClient({ endpoint, publishableKey: 'pk_demo' }).session.url;
}

describe('the endpoint of a mall', () => {
  it('is an http or https address, with or without a slash at its end', () => {
    expect(addressOf('http://localhost:4000')).toBe('http://localhost:4000/graphql');
    expect(addressOf('https://brand.example/mall/')).toBe('https://brand.example/mall/graphql');
  });

  it.each(['localhost:4953', '127.0.0.1:4953', 'mall.example.com', 'ws://localhost:4953'])(
    'is refused at once outside of a page when it is %j',
    (endpoint) => {
      const make = () => createMall({ endpoint, publishableKey: 'pk_demo' });
      expect(make).toThrow(TypeError);
      expect(make).toThrow(`"${endpoint}"`);
    },
  );

  it('may be relative where a page is rendered on a server, which asks nothing yet', () => {
    const client = createClient({ endpoint: '/mall', publishableKey: 'pk_demo' });
    expect(client.session.url).toBe('/mall/graphql');
  });

  it('may be relative in a page, and then means what the page’s own requests mean by it', () => {
    vi.stubGlobal('location', new URL('https://brand.example/shop/today'));
    expect(addressOf('')).toBe('https://brand.example/graphql');
    expect(addressOf('/mall')).toBe('https://brand.example/mall/graphql');
    vi.stubGlobal('document', { baseURI: 'https://cdn.example/shop/' });
    expect(addressOf('mall/')).toBe('https://cdn.example/shop/mall/graphql');
  });

  it('is refused in a page, too, when it has another scheme', () => {
    vi.stubGlobal('location', new URL('https://brand.example/shop'));
    expect(() => addressOf('localhost:4953')).toThrow(TypeError);
  });

  it('cannot be relative in a page that was opened from a file', () => {
    vi.stubGlobal('location', new URL('file:///home/shop.html'));
    expect(() => addressOf('')).toThrow(TypeError);
  });
});
