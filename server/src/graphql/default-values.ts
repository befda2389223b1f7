import {
  astFromValue,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql';
import type { GraphQLInputType, GraphQLSchema, OperationDefinitionNode } from 'graphql';

type Fill = (value: unknown) => unknown;
export type Variables = Record<string, unknown>;

/**
 * Gives the default values of input fields to the variables of an operation.
 * graphql-jit refuses a variable that leaves out a required field with a default, which GraphQL allows.
 */
export function defaultsOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): (given: Variables) => Variables {
  const known = new Map<GraphQLInputType, Fill | null>();
  const fills = new Map<string, Fill>();
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const inputType = typeFromAST(schema, type);
    const fill = inputType && isInputType(inputType) ? fillOf(inputType, known) : null;
    if (fill !== null) fills.set(variable.name.value, fill);
  }
  if (fills.size === 0) return (given) => given;
  return (given) =>
    Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, fills.get(name)?.(value) ?? value]),
    );
}

/** Null when nothing below the type has a default. */
function fillOf(wrapped: GraphQLInputType, known: Map<GraphQLInputType, Fill | null>): Fill | null {
  const type: GraphQLInputType = isNonNullType(wrapped) ? getNullableType(wrapped) : wrapped;
  const found = known.get(type);
  if (found !== undefined) return found;
  if (isListType(type)) {
    const item = fillOf(type.ofType, known);
    // A single item may stand for a list of one.
    return item === null ? null : (value) => (Array.isArray(value) ? value.map(item) : item(value));
  }
  if (!isInputObjectType(type)) return null;
  const fields = new Map<string, Fill>();
  const defaults: Variables = {};
  const fill: Fill = (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const filled = Object.entries(value).map(([name, one]: [string, unknown]) => [
      name,
      fields.get(name)?.(one) ?? one,
    ]);
    return { ...defaults, ...Object.fromEntries(filled) };
  };
  // Known before its fields are looked at: an input type may contain itself.
  known.set(type, fill);
  for (const field of Object.values(type.getFields())) {
    const below = fillOf(field.type, known);
    if (below !== null) fields.set(field.name, below);
    if (field.defaultValue !== undefined) {
      const node = astFromValue(field.defaultValue, field.type);
      // The default as a caller would have written it: the name of an enum value, not what stands behind it.
      if (node) defaults[field.name] = valueFromASTUntyped(node);
    }
  }
  if (fields.size === 0 && Object.keys(defaults).length === 0) {
    known.set(type, null);
    return null;
  }
  return fill;
}
