import { describe, expectTypeOf, it } from 'vitest';

import type { Client } from './fetch.js';

describe('a document', () => {
  it('may be the typed string of another codegen', () => {
    /** `DocumentTypeDecoration` of `@graphql-typed-document-node/core`, as a `TypedDocumentString` gives it by `toString()`. */
    type Own = string & { __apiType?: (variables: { first: number }) => { handles: readonly string[] } };
    const ask = async (client: Client, own: Own) => client.request(own, { first: 1 });
    expectTypeOf(ask).returns.resolves.toEqualTypeOf<{ handles: readonly string[] }>();
  });
});
