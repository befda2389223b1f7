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
/** Null when nothing below a type has a default. */
type Known = Fill | null | 'circle';
export type Variables = Record<string, unknown>;

/**
 * Gives the default values of input fields to the variables of an operation.
 * graphql-jit refuses a variable that leaves out a required field with a default, which GraphQL allows.
 * Null when an input type contains itself: graphql-jit would never come to an end with it.
 */
export function defaultsOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): ((given: Variables) => Variables) | null {
  const known = new Map<GraphQLInputType, Known>();
  const fills = new Map<string, Fill>();
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const inputType = typeFromAST(schema, type);
    const fill = inputType && isInputType(inputType) ? fillOf(inputType, known) : null;
    if (fill === 'circle') return null;
    if (fill !== null) fills.set(variable.name.value, fill);
  }
  if (fills.size === 0) return (given) => given;
  return (given) => {
    const filled: Variables = Object.assign({}, given);
    fillEach(filled, fills);
    return filled;
  };
}

function fillEach(values: Variables, fills: ReadonlyMap<string, Fill>): void {
  for (const [name, fill] of fills) if (Object.hasOwn(values, name)) values[name] = fill(values[name]);
}

function fillOf(wrapped: GraphQLInputType, known: Map<GraphQLInputType, Known>): Known {
  const type: GraphQLInputType = isNonNullType(wrapped) ? getNullableType(wrapped) : wrapped;
  const found = known.get(type);
  if (found !== undefined) return found;
  if (isListType(type)) {
    const item = fillOf(type.ofType, known);
    // A single item may stand for a list of one.
    return item === null || item === 'circle'
      ? item
      : (value) => (Array.isArray(value) ? value.map(item) : item(value));
  }
  if (!isInputObjectType(type)) return null;
  const fields = new Map<string, Fill>();
  const defaults: Variables = {};
  const fill: Fill = (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const filled: Variables = Object.assign({}, defaults, value);
    fillEach(filled, fields);
    return filled;
  };
  // Whoever meets this type again before its fields are done has gone in a circle.
  known.set(type, 'circle');
  for (const field of Object.values(type.getFields())) {
    const below = fillOf(field.type, known);
    if (below === 'circle') return below;
    if (below !== null) fields.set(field.name, below);
    if (field.defaultValue !== undefined) {
      const node = astFromValue(field.defaultValue, field.type);
      // The default as a caller would have written it: the name of an enum value, not what stands behind it.
      if (node) defaults[field.name] = valueFromASTUntyped(node);
    }
  }
  const outcome = fields.size === 0 && Object.keys(defaults).length === 0 ? null : fill;
  known.set(type, outcome);
  return outcome;
}
