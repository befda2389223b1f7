// Codegen plugin: writes every operation as one typed string, so that pages ship no GraphQL parser.
// Fragments are inlined into each string: a plain literal is what every bundler can drop when unused,
// and gzip folds the repetition.
import { Kind, print, stripIgnoredCharacters, visit } from 'graphql';

/**
 * Every fragment an operation needs, directly or through another fragment, in a stable order.
 *
 * @param {import('graphql').OperationDefinitionNode} operation
 * @param {ReadonlyMap<string, import('graphql').FragmentDefinitionNode>} fragments
 * @returns {import('graphql').FragmentDefinitionNode[]}
 */
function fragmentsOf(operation, fragments) {
  /** @type {Map<string, import('graphql').FragmentDefinitionNode>} */
  const needed = new Map();
  /** @param {import('graphql').ASTNode} node */
  const collect = (node) => {
    visit(node, {
      FragmentSpread(spread) {
        const fragment = fragments.get(spread.name.value);
        if (!fragment || needed.has(fragment.name.value)) return;
        needed.set(fragment.name.value, fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return [...needed.keys()].sort().flatMap((name) => needed.get(name) ?? []);
}

/**
 * @param {import('graphql').OperationDefinitionNode} operation
 * @param {ReadonlyMap<string, import('graphql').FragmentDefinitionNode>} fragments
 */
function typedString(operation, fragments) {
  const name = operation.name?.value ?? '';
  const type = name + operation.operation.replace(/^./, (letter) => letter.toUpperCase());
  const nodes = [operation, ...fragmentsOf(operation, fragments)];
  const text = stripIgnoredCharacters(nodes.map((node) => print(node)).join('\n'));
  return `export const ${name}Document = ${JSON.stringify(text)} as TypedDocument<${type}, ${type}Variables>;`;
}

/**
 * @param {unknown} _schema
 * @param {readonly { readonly document: import('graphql').DocumentNode }[]} files
 */
export function plugin(_schema, files) {
  const definitions = files.flatMap((file) => file.document.definitions);
  const fragments = new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [/** @type {const} */ ([node.name.value, node])] : [],
    ),
  );
  const strings = definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [typedString(node, fragments)] : [],
  );
  return {
    prepend: ["import type { TypedDocument } from '../transport/document.js';"],
    content: strings.join('\n\n'),
  };
}
