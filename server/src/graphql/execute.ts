import { execute as interpret, getOperationAST } from 'graphql';
import type { DocumentNode, ExecutionArgs, ExecutionResult } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { mostKnownCharacters, Recent } from '../platform/recent.js';
import { defaultsOf } from './default-values.js';

type Compiled = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

/** The same meaning as `execute` of graphql-js. */
export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

interface Plan {
  uses: number;
  /** Null: cannot be compiled, is interpreted instead. */
  compiled: Compiled | null | undefined;
}

export interface ExecuteOptions {
  /** How many operations are remembered. */
  capacity?: number;
  /** Compiling costs more than interpreting once, so an operation must come this often first. */
  compileAtUse?: number;
}

/** Executes operations of one schema, compiling those that come again and again. */
export function createExecute(options: ExecuteOptions = {}): Execute {
  const { capacity = 1_000, compileAtUse = 2 } = options;
  const documents = new Recent<DocumentNode, Map<string, Plan>>(capacity, {
    of: ({ loc }) => loc?.source.body.length ?? 0,
    most: mostKnownCharacters,
  });

  function planOf(document: DocumentNode, operationName: string): Plan {
    let plans = documents.get(document);
    if (plans === undefined) documents.set(document, (plans = new Map<string, Plan>()));
    const plan = plans.get(operationName) ?? { uses: 0, compiled: undefined };
    plans.set(operationName, plan);
    return plan;
  }

  return (args) => {
    const plan = planOf(args.document, args.operationName ?? '');
    plan.uses += 1;
    if (plan.compiled === undefined && plan.uses >= compileAtUse) plan.compiled = compile(args);
    return plan.compiled ? plan.compiled(args) : interpret(args);
  };
}

function compile({ schema, document, operationName }: ExecutionArgs): Compiled | null {
  const operation = getOperationAST(document, operationName);
  const withDefaults = operation ? defaultsOf(schema, operation) : null;
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
