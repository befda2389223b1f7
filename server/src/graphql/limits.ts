import { isIntrospectionType, Kind } from 'graphql';
import type { ASTVisitor, DocumentNode, SelectionSetNode, ValidationRule } from 'graphql';
import { badInput, failure } from './errors.js';
import { subscriptionRootRule } from './subscription-root.js';

/** How large a document may be before anything of it is executed. */
export const limits = {
  tokens: 2_000,
  depth: 14,
  aliases: 30,
  directives: 30,
  /** Pairs of fields of one name: validation compares each field with all others that answer under its name. */
  pairs: 5_000,
  /** See cost.ts. */
  cost: 20_000,
};

/** Deeper than any list page needs; introspection has a depth rule of its own in graphql-js. */
const depthRule: ValidationRule = (context) => ({
  Document(document) {
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
      const depth = depthOf(document, definition.selectionSet);
      if (depth > limits.depth) {
        context.reportError(
          tooComplex(`The operation is ${depth} fields deep; ${limits.depth} are allowed.`),
        );
      }
    }
  },
});

const aliasRule = countingRule(limits.aliases, 'aliases', (count) => ({
  Field(node) {
    if (node.alias) count();
  },
}));

const directiveRule = countingRule(limits.directives, 'directives', (count) => ({ Directive: count }));

/** What is compared with each other is in one place or comes there by fragments; counted is the whole document, which is never less. */
export function pairRule(most: number = limits.pairs): ValidationRule {
  return (context) => {
    const counts = new Map<string, number>();
    let pairs = 0;
    return {
      Field({ alias, name }) {
        const key = (alias ?? name).value;
        const others = counts.get(key) ?? 0;
        counts.set(key, others + 1);
        if (pairs <= most && pairs + others > most) {
          context.reportError(tooComplex(`The document asks for ${key} and the like too often.`));
        }
        pairs += others;
      },
    };
  };
}

/**
 * What is asked of the schema has no price, and every alias within asks for all that is below once more: a few hundred characters could
 * ask for gigabytes. Without aliases a name is answered once, and no tool needs any there.
 */
const introspectionRule: ValidationRule = (context) => ({
  Field({ alias, name }) {
    const parent = context.getParentType() ?? null;
    const ofSchema = name.value === '__schema' || (parent !== null && isIntrospectionType(parent));
    if (alias === undefined || !ofSchema) return;
    context.reportError(tooComplex('What is asked of the schema itself can have no alias.'));
  },
});

/** A compiled plan would not find a variable called `__proto__`, the measure of its cost would: names like that are GraphQL's own. */
const variableRule: ValidationRule = (context) => ({
  VariableDefinition({ variable: { name } }) {
    if (!name.value.startsWith('__')) return;
    context.reportError(badInput(`The variable $${name.value} may not begin with two underscores.`));
  },
});

/** Cheap whatever the document is, so they are asked before the rules of the specification. */
export const limitRules: readonly ValidationRule[] = [
  depthRule,
  aliasRule,
  directiveRule,
  pairRule(),
  introspectionRule,
  variableRule,
  subscriptionRootRule,
];

export function tooComplex(message: string) {
  return failure('QUERY_TOO_COMPLEX', message);
}

function countingRule(
  most: number,
  what: string,
  visitor: (count: () => undefined) => ASTVisitor,
): ValidationRule {
  return (context) => {
    let counted = 0;
    return visitor(() => {
      counted += 1;
      // Told once, however many more follow.
      if (counted === most + 1) {
        context.reportError(tooComplex(`The document has more than ${most} ${what}.`));
      }
    });
  };
}

/** Fragments count where they are spread; each is measured once, so that spreads within spreads stay cheap. */
function depthOf(document: DocumentNode, operation: SelectionSetNode): number {
  const fragments = new Map<string, SelectionSetNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition.selectionSet);
    }
  }
  const measured = new Map<string, number>();
  const depth = (set: SelectionSetNode): number => {
    let deepest = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        deepest = Math.max(deepest, spread(selection.name.value));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        deepest = Math.max(deepest, depth(selection.selectionSet));
      } else if (!selection.name.value.startsWith('__')) {
        deepest = Math.max(deepest, 1 + (selection.selectionSet ? depth(selection.selectionSet) : 0));
      }
    }
    return deepest;
  };
  const spread = (name: string): number => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    // A cycle is refused by another rule; here it only must end.
    measured.set(name, 0);
    const set = fragments.get(name);
    const found = set === undefined ? 0 : depth(set);
    measured.set(name, found);
    return found;
  };
  return depth(operation);
}
