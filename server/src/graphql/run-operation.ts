import { HeaderMap, type HTTPGraphQLHead } from '@apollo/server';
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';
import type { DocumentNode, ExecutionResult, FormattedExecutionResult } from 'graphql';
import type { OperationDefinitionNode } from 'graphql';
import type { RequestContext } from './context.js';
import { operationCost } from './cost.js';
import { badInput } from './errors.js';
import type { Execute } from './execute.js';
import { asError, httpHead, publicError } from './failures.js';
import type { ErrorLog } from '../platform/quiet-log.js';
import { limits, tooComplex } from './limits.js';
import { variablesRefusal, type VariablesParts } from './variables.js';

export interface RunnerParts extends VariablesParts {
  /** Whether the schema is no secret; otherwise errors suggest nothing of it. */
  introspection: boolean;
  execute: Execute;
  log: ErrorLog;
}

/** An operation of a document that was found valid. */
export interface ValidOperation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/** What an operation came to, errors as callers may see them. */
export interface Outcome {
  http: HTTPGraphQLHead;
  result: FormattedExecutionResult;
}

/** Executes what was found valid, whoever found it so. */
export class OperationRunner {
  readonly #worst = new WeakMap<DocumentNode, number>();

  constructor(private readonly parts: RunnerParts) {}

  /** Why it is not executed here though it is valid GraphQL; null: it may be. Light variables need not be weighed. */
  refusal(
    { document, operation, variables }: ValidOperation,
    variablesAreLight = false,
  ): GraphQLError | null {
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      return badInput('Subscriptions are served over WebSocket at /graphql.');
    }
    const wrong = variablesAreLight ? null : variablesRefusal(this.parts, operation, variables);
    if (wrong !== null) return wrong;
    // Most documents are cheap even with the largest pages; the others are measured with their variables.
    if (this.#worstCost(document) <= limits.cost) return null;
    const cost = operationCost(this.parts.schema, document, operation, variables);
    if (cost <= limits.cost) return null;
    return tooComplex(
      `The operation costs ${cost}; ${limits.cost} are allowed. Ask for smaller pages; a \`first\` left out counts as its default, or as 100.`,
    );
  }

  async run({ document, operation, variables }: ValidOperation, context: RequestContext): Promise<Outcome> {
    const { schema, execute, introspection, log } = this.parts;
    try {
      const result = await execute({
        schema,
        document,
        operationName: operation.name?.value ?? null,
        variableValues: variables,
        contextValue: context,
        hideSuggestions: !introspection,
      });
      return outcomeOf(result, log);
    } catch (error) {
      return outcomeOf({ errors: [new GraphQLError('', { originalError: asError(error) })] }, log);
    }
  }

  #worstCost(document: DocumentNode): number {
    const known = this.#worst.get(document);
    if (known !== undefined) return known;
    const costs = document.definitions.map((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? operationCost(this.parts.schema, document, one, null) : 0,
    );
    const worst = Math.max(...costs);
    this.#worst.set(document, worst);
    return worst;
  }
}

/** Shared, for it is only ever copied from. */
const nothingToSay: HTTPGraphQLHead = { headers: new HeaderMap() };

function outcomeOf(result: ExecutionResult, log: ErrorLog): Outcome {
  const { data = null, errors } = result;
  if (errors === undefined) return { http: nothingToSay, result: { data } };
  const told = errors.map((error) => publicError(error, log));
  return {
    // With data beside the errors the answer is a success as far as HTTP is concerned; otherwise their codes alone decide.
    http: data === null ? httpHead(told) : nothingToSay,
    // Errors first, as Apollo has them: whoever reads along cannot miss them. Without data nothing was executed.
    result: { errors: told.map((error) => error.toJSON()), ...('data' in result ? { data } : {}) },
  };
}
