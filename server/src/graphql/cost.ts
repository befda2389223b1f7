import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  OperationTypeNode,
} from 'graphql';
import type {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import { maxPageSize } from './connection.js';

// What a list without a page size holds, as far as cost is concerned.
const usualListLength = 3;
const mutationCost = 10;

type Variables = Record<string, unknown>;

/**
 * About how many objects an operation may read: each field with a selection counts one for every object it is asked of, or
 * what its extension `cost` says, and `first` or `ids` multiply what is below them. Variables that are not known count as the largest page.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables | null,
): number {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const fragments = new Map(
    document.definitions
      .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  const cost = new Costing(schema, fragments, variables).selection(operation.selectionSet, root);
  return operation.operation === OperationTypeNode.MUTATION
    ? cost + mutationCost * operation.selectionSet.selections.length
    : cost;
}

/** What a field takes before anything below it: its extension `cost`, where it takes more than an object does. */
function ownCost(field: GraphQLField<unknown, unknown>): number {
  const { cost } = field.extensions;
  return typeof cost === 'number' ? cost : 1;
}

class Costing {
  readonly #fragmentCosts = new Map<string, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: Variables | null,
  ) {}

  selection(set: SelectionSetNode, parent: GraphQLNamedType): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += this.#field(selection, parent);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += this.#spread(selection.name.value);
      else
        cost += this.selection(
          selection.selectionSet,
          this.#type(selection.typeCondition?.name.value) ?? parent,
        );
    }
    return cost;
  }

  #field(node: FieldNode, parent: GraphQLNamedType): number {
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (field === undefined || node.selectionSet === undefined) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    return ownCost(field) + this.#length(node, field, parent) * this.selection(node.selectionSet, type);
  }

  /** How many objects the selection below a field is asked of. */
  #length(node: FieldNode, field: GraphQLField<unknown, unknown>, parent: GraphQLNamedType): number {
    for (const argument of field.args) {
      if (argument.name !== 'first' && argument.name !== 'ids') continue;
      const given = node.arguments?.find((one) => one.name.value === argument.name)?.value;
      return this.#size(given, argument.defaultValue);
    }
    if (!isListType(getNullableType(field.type))) return 1;
    // The page size was counted where the connection was asked for.
    return parent.name.endsWith('Connection') ? 1 : usualListLength;
  }

  #size(given: ValueNode | undefined, otherwise: unknown): number {
    const value = given === undefined ? otherwise : this.#value(given, otherwise);
    if (Array.isArray(value)) return value.length;
    return typeof value === 'number' ? Math.min(Math.max(value, 0), maxPageSize) : maxPageSize;
  }

  #value(node: ValueNode, otherwise: unknown): unknown {
    if (node.kind === Kind.INT) return Number(node.value);
    if (node.kind === Kind.LIST) return node.values;
    if (node.kind !== Kind.VARIABLE || this.variables === null) return undefined;
    return this.variables[node.name.value] ?? otherwise;
  }

  #spread(name: string): number {
    const known = this.#fragmentCosts.get(name);
    if (known !== undefined) return known;
    this.#fragmentCosts.set(name, 0);
    const fragment = this.fragments.get(name);
    const type = this.#type(fragment?.typeCondition.name.value);
    const cost =
      fragment === undefined || type === undefined ? 0 : this.selection(fragment.selectionSet, type);
    this.#fragmentCosts.set(name, cost);
    return cost;
  }

  #type(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.schema.getType(name);
  }
}
