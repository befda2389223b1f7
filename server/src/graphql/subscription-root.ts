import { Kind, OperationTypeNode } from 'graphql';
import type { FragmentDefinitionNode, SelectionSetNode, ValidationRule } from 'graphql';
import { isCondition } from './conditions.js';
import { failure } from './errors.js';

/**
 * What a subscription subscribes to may not be asked for on a condition: whether it has one root field must not depend on variables.
 * graphql-js has no such rule yet, and one of its own (SingleFieldSubscriptions) throws when it meets such a variable, instead of
 * reporting it: whoever validates has to reckon with that.
 */
export const subscriptionRootRule: ValidationRule = (context) => ({
  OperationDefinition({ operation, selectionSet }) {
    if (operation !== OperationTypeNode.SUBSCRIPTION) return;
    if (!hasCondition(selectionSet, (name) => context.getFragment(name), new Set())) return;
    const text = 'The root field of a subscription may not have @skip or @include.';
    context.reportError(failure('GRAPHQL_VALIDATION_FAILED', text));
  },
});

function hasCondition(
  { selections }: SelectionSetNode,
  fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined,
  seen: Set<string>,
): boolean {
  return selections.some((selection) => {
    if (selection.directives?.some(isCondition)) return true;
    if (selection.kind === Kind.FIELD) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return hasCondition(selection.selectionSet, fragmentOf, seen);
    const name = selection.name.value;
    const fragment = fragmentOf(name);
    if (!fragment || seen.has(name)) return false;
    seen.add(name);
    return hasCondition(fragment.selectionSet, fragmentOf, seen);
  });
}
