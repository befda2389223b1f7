import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { RequestContext } from './context.js';
import { badInput } from './errors.js';
import { formatError, withHttpStatus } from './failures.js';
import type { ErrorLog } from '../platform/quiet-log.js';
import { limits } from './limits.js';
import type { OperationRunner } from './run-operation.js';

export interface ApolloParts {
  schema: GraphQLSchema;
  runner: OperationRunner;
  introspection: boolean;
  log: ErrorLog;
  /** Told of every valid text of which an operation is about to be executed. */
  onAccepted: (text: string, document: DocumentNode) => void;
}

/** Apollo parses, validates and speaks HTTP; execution is ours, and our limits are asked before. */
export async function openApollo(parts: ApolloParts): Promise<ApolloServer<RequestContext>> {
  const { schema, introspection, log } = parts;
  const server = new ApolloServer<RequestContext>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    // What no page can send without being asked first: the key itself, and of the headers that Apollo knows the one that we allow.
    csrfPrevention: { requestHeaders: ['x-jifen-key', 'apollo-require-preflight'] },
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    // The process belongs to main.ts: it decides what a signal means.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    formatError: (formatted, error) => formatError(formatted, error, log),
    plugins: [
      // It would wrap every resolver, and cache hints are not used.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      operations(parts),
    ],
    logger: { debug: () => undefined, info: () => undefined, warn: log, error: log },
  });
  await server.start();
  return server;
}

/**
 * Refuses what is valid GraphQL but not meant to be executed here, and executes the rest. Apollo's hook for gateways lets
 * another executor in, too, but makes an object with accessors for every request, which the engine keeps among the old objects and
 * the whole request with it (docs/performance.md, "Garbage").
 */
function operations({ runner, onAccepted }: ApolloParts): ApolloServerPlugin<RequestContext> {
  const listener: GraphQLRequestListener<RequestContext> = {
    async didResolveOperation({ source, document, operation, request }) {
      if (!operation) {
        throw withHttpStatus(badInput('The document has no such operation; name one in operationName.'));
      }
      const refusal = runner.refusal({ document, operation, variables: request.variables ?? {} });
      if (refusal !== null) throw withHttpStatus(refusal);
      onAccepted(source, document);
    },
    async responseForOperation({ document, operation, request, contextValue }) {
      const valid = { document, operation, variables: request.variables ?? {} };
      const { http, result } = await runner.run(valid, contextValue);
      return { http, body: { kind: 'single', singleResult: result } };
    },
  };
  return { requestDidStart: async () => listener };
}
