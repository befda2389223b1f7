// Codegen plugin: writes every operation as one typed string, so that pages ship no GraphQL parser.
// Fragments are inlined into each string: a plain literal is what every bundler can drop when unused,
// and gzip folds the repetition.
const { print, stripIgnoredCharacters, visit } = require('graphql');

/** Every fragment an operation needs, directly or through another fragment, in a stable order. */
function fragmentsOf(operation, fragments) {
  const needed = new Set();
  const collect = (node) =>
    visit(node, {
      FragmentSpread(spread) {
        const name = spread.name.value;
        if (needed.has(name)) return;
        needed.add(name);
        collect(fragments.get(name));
      },
    });
  collect(operation);
  return [...needed].sort().map((name) => fragments.get(name));
}

exports.plugin = (_schema, files) => {
  const definitions = files.flatMap((file) => file.document.definitions);
  const fragments = new Map(
    definitions.filter((node) => node.kind === 'FragmentDefinition').map((node) => [node.name.value, node]),
  );
  const constants = definitions
    .filter((node) => node.kind === 'OperationDefinition')
    .map((node) => {
      const name = node.name.value;
      const kind = node.operation[0].toUpperCase() + node.operation.slice(1);
      const text = stripIgnoredCharacters([node, ...fragmentsOf(node, fragments)].map(print).join('\n'));
      const type = `${name}${kind}`;
      return `export const ${name}Document = ${JSON.stringify(text)} as TypedDocument<${type}, ${type}Variables>;`;
    });
  return {
    prepend: ["import type { TypedDocument } from '../transport/document.js';"],
    content: constants.join('\n\n'),
  };
};
