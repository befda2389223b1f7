import { execute as interpret, getOperationAST, visit } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { mostKnownCharacters, Recent } from '../platform/recent.js';
import { conditionsIn, decided, withoutConditions } from './conditions.js';
import { defaultsOf } from './default-values.js';

type Compiled = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** The same meaning as `execute` of graphql-js. */
export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

interface Plan {
  uses: number;
  /** Null: cannot be compiled, is interpreted instead. */
  compiled: Compiled | null | undefined;
}

interface Known {
  conditions: ReturnType<typeof conditionsIn>;
  /** By the operation's name and what its conditions came to. */
  plans: Map<string, Plan>;
}

/** Of one document: its operations, and each of them for what its conditions mostly come to. */
const mostPlans = 32;

export interface ExecuteOptions {
  /** How many operations are remembered. */
  capacity?: number;
  /** Compiling costs more than interpreting once, so an operation must come this often first. */
  compileAtUse?: number;
}

/**
 * Executes operations of one schema, compiling those that come again and again. Conditions are decided before: graphql-jit keeps
 * `@skip` and `@include` on nodes that several places of a document share, and takes what one place leaves out from the others.
 */
export function createExecute(options: ExecuteOptions = {}): Execute {
  const { capacity = 1_000, compileAtUse = 2 } = options;
  const documents = new Recent<DocumentNode, Known>(capacity, {
    of: ({ loc }) => loc?.source.body.length ?? 0,
    most: mostKnownCharacters,
  });

  function knownOf(document: DocumentNode): Known {
    let known = documents.get(document);
    if (known === undefined) {
      documents.set(document, (known = { conditions: conditionsIn(document), plans: new Map() }));
    }
    return known;
  }

  return (args) => {
    const { conditions, plans } = knownOf(args.document);
    const asked = conditions.some ? conditioned(args, conditions.variables) : undefined;
    if (asked === null) return interpret(args);
    const key = asked?.key ?? args.operationName ?? '';
    let plan = plans.get(key);
    if (plan === undefined) {
      if (plans.size >= mostPlans) return interpret(args);
      plans.set(key, (plan = { uses: 0, compiled: undefined }));
    }
    plan.uses += 1;
    if (plan.compiled === undefined && plan.uses >= compileAtUse) {
      const document = asked ? withoutConditions(args.document, asked.values) : args.document;
      plan.compiled = document && compile({ ...args, document });
    }
    return plan.compiled ? plan.compiled(args) : interpret(args);
  };
}

interface Asked {
  key: string;
  values: ReadonlyMap<string, boolean>;
}

function conditioned(args: ExecutionArgs, variables: ReadonlySet<string>): Asked | null {
  const operation = getOperationAST(args.document, args.operationName);
  const values = operation && decided(operation, variables, args.variableValues ?? {});
  if (!values) return null;
  return { key: `${args.operationName ?? ''} ${[...values.values()].map(Number).join('')}`, values };
}

function compile({ schema, document, operationName }: ExecutionArgs): Compiled | null {
  const operation = getOperationAST(document, operationName);
  const withDefaults = operation && !answersPrototype(document) ? defaultsOf(schema, operation) : null;
  if (withDefaults === null) return null;
  const compiled = compileQuery(schema, document, operationName ?? undefined, {
    disablingCapturingStackErrors: true,
  });
  if (!isCompiledQuery(compiled)) return null;
  return (given) => {
    const result = compiled.query(
      given.rootValue,
      given.contextValue,
      withDefaults(given.variableValues ?? {}),
    );
    // Without data nothing was executed: a variable was wrong, which graphql-js says by the name and path that the caller wrote.
    return 'errors' in result && !('data' in result) ? interpret(given) : result;
  };
}

/** In the objects that a compiled plan answers with, a field of this name would be none. */
function answersPrototype(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ alias }) {
      if (alias?.value === '__proto__') found = true;
    },
  });
  return found;
}
