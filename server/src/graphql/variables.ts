import { getVariableValues } from 'graphql';
import type { GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { badInput } from './errors.js';
import { wrongInput } from './failures.js';

/** Of variables that weigh no more, telling all that is wrong with them costs next to nothing; a body is no shorter than what its variables weigh. */
export const lightVariables = 2_000;

export interface VariablesParts {
  schema: GraphQLSchema;
  /** How many values variables hold at most: the members of lists and objects, however deep. */
  mostValues: number;
}

/**
 * Why an operation is not executed with these variables though it may be with others; null: it may be, or whoever executes it finds out.
 * A compiled plan notes every wrong value, and graphql-js prints the object around it with each of fifty: of much only the first is told.
 */
export function variablesRefusal(
  { schema, mostValues }: VariablesParts,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): GraphQLError | null {
  const { values, characters } = weigh(variables, mostValues);
  if (values > mostValues) return badInput(`The variables hold more than ${mostValues} values.`);
  if (values + characters <= lightVariables) return null;
  const definitions = operation.variableDefinitions ?? [];
  // To find out what a long text may have meant takes long, too.
  const options = { maxErrors: 1, hideSuggestions: true };
  const { errors = [] } = getVariableValues(schema, definitions, variables, options);
  const [first] = errors;
  return first === undefined ? null : wrongInput(first);
}

/** Counts until there are more than `most` values; without calling itself, for they may lie as deep as they like. */
export function weigh(variables: unknown, most: number): { values: number; characters: number } {
  const open = [variables];
  let values = 0;
  let characters = 0;
  while (open.length > 0 && values <= most) {
    const value = open.pop();
    if (typeof value === 'string') characters += value.length;
    if (typeof value !== 'object' || value === null) continue;
    const list: unknown[] | null = Array.isArray(value) ? value : null;
    const names = list === null ? Object.keys(value) : [];
    values += list?.length ?? names.length;
    if (values > most) break;
    for (const member of list ?? Object.values(value)) open.push(member);
    for (const name of names) characters += name.length;
  }
  return { values, characters };
}
