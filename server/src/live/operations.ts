import {
  getOperationAST,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { mostKnownCharacters, Recent } from '../platform/recent.js';

/** A valid subscription, parsed once for all who send the same text. */
export interface LiveOperation {
  /** Equal for equal texts. */
  readonly id: number;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly operationName: string | undefined;
  /** Variables that can change the answer for a given state: all but those used only to say what is watched. */
  readonly answerVariables: readonly string[];
}

export type OperationCheck = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
) => GraphQLError | null;

/** Why an operation is not acceptable with these variables; null: it may be, or whoever executes it finds out. */
export type VariablesCheck = (
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
) => GraphQLError | null;

export interface OperationsOptions {
  schema: GraphQLSchema;
  /** Cheap ones, asked before those of the specification: depth, size and the like. */
  validationRules?: readonly ValidationRule[];
  /** Asked once per text: why an otherwise valid operation is not acceptable, such as its cost. */
  check?: OperationCheck | undefined;
  maxTokens?: number | undefined;
  /** Whether the schema is a secret. */
  hideSuggestions?: boolean | undefined;
  /** How many texts are remembered. */
  capacity?: number;
}

export class Operations {
  private readonly known: Recent<string, LiveOperation>;
  private nextId = 1;

  constructor(private readonly options: OperationsOptions) {
    this.known = new Recent(options.capacity ?? 1_000, {
      of: (key) => key.length,
      most: mostKnownCharacters,
    });
  }

  /** The operation, or why it is not acceptable. */
  prepare(text: string, operationName: string | undefined): LiveOperation | readonly GraphQLError[] {
    const key = `${operationName ?? ''}\n${text}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = this.make(text, operationName);
    if (isOperation(made)) this.known.set(key, made);
    return made;
  }

  private make(text: string, operationName: string | undefined): LiveOperation | readonly GraphQLError[] {
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: this.options.maxTokens });
    } catch (error) {
      if (!(error instanceof GraphQLError)) return [badRequest('The document cannot be parsed.')];
      return [coded(error, 'GRAPHQL_PARSE_FAILED')];
    }
    const errors = this.validated(document);
    if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    const operation = getOperationAST(document, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return [badRequest('A socket carries subscriptions; send queries and mutations by HTTP.')];
    }
    const objection = this.options.check?.(document, operation) ?? null;
    if (objection !== null) return [objection];
    this.nextId += 1;
    return {
      id: this.nextId,
      document,
      definition: operation,
      operationName,
      answerVariables: answerVariables(document, operation),
    };
  }

  private validated(document: DocumentNode): readonly GraphQLError[] {
    const { schema, validationRules = [], hideSuggestions = false } = this.options;
    const beyondLimits = validate(schema, document, validationRules);
    if (beyondLimits.length > 0) return beyondLimits;
    try {
      return validate(schema, document, undefined, { hideSuggestions });
    } catch (error) {
      // A rule of graphql-js throws at conditions on the root field, where ours do not say it.
      return [error instanceof GraphQLError ? error : badRequest('The document is not valid.')];
    }
  }
}

export function isOperation(prepared: LiveOperation | readonly GraphQLError[]): prepared is LiveOperation {
  return 'document' in prepared;
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Under the code that Apollo gives the same error over HTTP, unless it has one of its own. */
function coded(error: GraphQLError, code: string): GraphQLError {
  error.extensions['code'] ??= code;
  return error;
}

function answerVariables(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const root = operation.selectionSet.selections.find((selection) => selection.kind === Kind.FIELD);
  const whatIsWatched = new Set(root?.arguments);
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Argument: (node) => (whatIsWatched.has(node) ? false : undefined),
    Variable(node) {
      used.add(node.name.value);
    },
  });
  return [...used].sort();
}
