import { Kind, visit } from 'graphql';
import type { DirectiveNode, DocumentNode, OperationDefinitionNode, ValueNode } from 'graphql';

type Values = ReadonlyMap<string, boolean>;

/** Whether anything of a document is asked for on a condition (`@skip`, `@include`), and by which variables. */
export function conditionsIn(document: DocumentNode): { some: boolean; variables: ReadonlySet<string> } {
  const variables = new Set<string>();
  let some = false;
  visit(document, {
    Directive(directive) {
      if (!isCondition(directive)) return;
      some = true;
      const value = valueOf(directive);
      if (value?.kind === Kind.VARIABLE) variables.add(value.name.value);
    },
  });
  return { some, variables };
}

/** What the conditions of an operation go by in one request; null when a variable is no Boolean, which the executor has to refuse. */
export function decided(
  { variableDefinitions = [] }: OperationDefinitionNode,
  names: ReadonlySet<string>,
  given: Readonly<Record<string, unknown>>,
): Values | null {
  const values = new Map<string, boolean>();
  for (const { variable, defaultValue } of variableDefinitions) {
    const name = variable.name.value;
    if (!names.has(name)) continue;
    const byDefault = defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined;
    const value = Object.hasOwn(given, name) ? given[name] : byDefault;
    if (typeof value !== 'boolean') return null;
    values.set(name, value);
  }
  return values;
}

/** The document as if it had been written without conditions; null when nothing is left of a selection, which only an interpreter takes. */
export function withoutConditions(document: DocumentNode, values: Values): DocumentNode | null {
  let emptied = false;
  const choose = <N extends { readonly directives?: readonly DirectiveNode[] }>(node: N) => {
    const conditions = node.directives?.filter(isCondition) ?? [];
    if (conditions.length === 0) return undefined;
    if (!conditions.every((condition) => holds(condition, values))) return null;
    return { ...node, directives: node.directives?.filter((directive) => !isCondition(directive)) };
  };
  const without = visit(document, {
    Field: { enter: choose },
    FragmentSpread: { enter: choose },
    InlineFragment: { enter: choose },
    SelectionSet: {
      leave({ selections }) {
        if (selections.length === 0) emptied = true;
      },
    },
  });
  return emptied ? null : without;
}

/** `@skip` or `@include`. */
export function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

function holds(condition: DirectiveNode, values: Values): boolean {
  const value = valueOf(condition);
  // A variable that the operation does not have stands in a fragment that it does not use.
  const given = value?.kind === Kind.VARIABLE ? (values.get(value.name.value) ?? true) : null;
  const is = given ?? (value?.kind === Kind.BOOLEAN && value.value);
  return condition.name.value === 'skip' ? !is : is;
}

function valueOf({ arguments: given }: DirectiveNode): ValueNode | undefined {
  return given?.find(({ name }) => name.value === 'if')?.value;
}
