import { ApolloServer, HeaderMap } from '@apollo/server';
import type { ApolloServerPlugin, GraphQLRequestListener, GraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { RequestContext } from './context.js';
import { badInput } from './errors.js';
import { operationCost } from './cost.js';
import type { Execute } from './execute.js';
import { asError, formatError, httpHead, publicError, withHttpStatus } from './failures.js';
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
  const { schema, introspection, log } = parts;
  const server = new ApolloServer<RequestContext>({
    schema,
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
function operations({ schema, execute, log }: EndpointParts): ApolloServerPlugin<RequestContext> {
  const affordable = costLimit(schema);
  const listener: GraphQLRequestListener<RequestContext> = {
    async didResolveOperation({ document, operation, request }) {
      if (!operation) {
        throw withHttpStatus(badInput('The document has no such operation; name one in operationName.'));
      }
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
        throw withHttpStatus(badInput('Subscriptions are served over WebSocket at /graphql.'));
      }
      affordable(document, operation, request.variables ?? {});
    },
    async responseForOperation({ document, operationName, request, contextValue }) {
      try {
        const variableValues = request.variables ?? {};
        return answerOf(
          await execute({ schema, document, operationName, variableValues, contextValue }),
          log,
        );
      } catch (error) {
        // Apollo would tell nobody what it was.
        return answerOf({ errors: [new GraphQLError('', { originalError: asError(error) })] }, log);
      }
    },
  };
  return { requestDidStart: async () => listener };
}

/** Apollo copies from it. */
const nothingToSay = { headers: new HeaderMap() };

function answerOf(result: ExecutionResult, log: ErrorLog): GraphQLResponse {
  const { data = null, errors } = result;
  if (errors === undefined) {
    return { http: nothingToSay, body: { kind: 'single', singleResult: { data } } };
  }
  const told = errors.map((error) => publicError(error, log));
  return {
    // With data beside the errors the answer is a success as far as HTTP is concerned; otherwise their codes alone decide.
    http: data === null ? httpHead(told) : nothingToSay,
    body: { kind: 'single', singleResult: { ...result, errors: told.map((error) => error.toJSON()) } },
  };
}

/** Most documents are cheap even with the largest pages; the others are measured with their variables. */
function costLimit(schema: GraphQLSchema) {
  const worst = new WeakMap<DocumentNode, number>();
  const worstOf = (document: DocumentNode) =>
    Math.max(
      ...document.definitions.map((one) =>
        one.kind === Kind.OPERATION_DEFINITION ? operationCost(schema, document, one, null) : 0,
      ),
    );
  return (document: DocumentNode, operation: OperationDefinitionNode, variables: Record<string, unknown>) => {
    let most = worst.get(document);
    if (most === undefined) worst.set(document, (most = worstOf(document)));
    if (most <= limits.cost) return;
    const cost = operationCost(schema, document, operation, variables);
    if (cost > limits.cost) {
      throw withHttpStatus(
        tooComplex(`The operation costs ${cost}; ${limits.cost} are allowed. Ask for smaller pages.`),
      );
    }
  };
}
