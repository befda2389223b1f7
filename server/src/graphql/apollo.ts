import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { Kind, OperationTypeNode } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { RequestContext } from './context.js';
import { badInput } from './errors.js';
import { operationCost } from './cost.js';
import type { Execute } from './execute.js';
import { formatError, publicError, withHttpStatus } from './failures.js';
import type { ErrorLog } from './failures.js';
import { limitRules, limits, tooComplex } from './limits.js';

export interface EndpointParts {
  schema: GraphQLSchema;
  execute: Execute;
  introspection: boolean;
  log: ErrorLog;
}

/** One GraphQL endpoint: Apollo parses, validates and answers; execution is ours. */
export async function openEndpoint(parts: EndpointParts): Promise<ApolloServer<RequestContext>> {
  const { schema, execute, introspection, log } = parts;
  const server = new ApolloServer<RequestContext>({
    gateway: executedBy(schema, execute, log),
    introspection,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    // The process belongs to main.ts: it decides what a signal means.
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [...limitRules],
    formatError: (formatted, error) => formatError(formatted, error, log),
    plugins: [
      // It would wrap every resolver, and cache hints are not used.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      operationPlugin(schema),
    ],
    logger: { debug: () => undefined, info: () => undefined, warn: log, error: log },
  });
  await server.start();
  return server;
}

/** The hook meant for gateways is the one place where Apollo lets another executor in. */
function executedBy(schema: GraphQLSchema, execute: Execute, log: ErrorLog) {
  return {
    onSchemaLoadOrUpdate(use: (context: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) {
      use({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    async load() {
      return {
        executor: async (request: {
          document: DocumentNode;
          operationName: string | null;
          request: { variables?: Record<string, unknown> };
          context?: unknown;
        }) => {
          const result = await execute({
            schema,
            document: request.document,
            operationName: request.operationName,
            variableValues: request.request.variables ?? {},
            contextValue: request.context,
          });
          const errors = result.errors?.map((error) => publicError(error, log));
          if (errors === undefined) return result;
          // With data beside the errors the answer is a success as far as HTTP is concerned.
          const told = result.data ? errors : errors.map(withHttpStatus);
          return { ...result, errors: told };
        },
      };
    },
    async stop() {},
  };
}

/** Refuses what is valid GraphQL but not meant to be executed here. */
function operationPlugin(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const worst = new WeakMap<DocumentNode, number>();
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request }) {
          if (!operation) {
            throw withHttpStatus(badInput('The document has no such operation; name one in operationName.'));
          }
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
            throw withHttpStatus(badInput('Subscriptions are served over WebSocket at /graphql.'));
          }
          // Most documents are cheap even with the largest pages; the others are measured with their variables.
          let most = worst.get(document);
          if (most === undefined) {
            most = Math.max(
              ...document.definitions.map((one) =>
                one.kind === Kind.OPERATION_DEFINITION ? operationCost(schema, document, one, null) : 0,
              ),
            );
            worst.set(document, most);
          }
          if (most <= limits.cost) return;
          const cost = operationCost(schema, document, operation, request.variables ?? {});
          if (cost > limits.cost) {
            throw withHttpStatus(
              tooComplex(`The operation costs ${cost}; ${limits.cost} are allowed. Ask for smaller pages.`),
            );
          }
        },
      };
    },
  };
}
