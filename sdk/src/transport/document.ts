/**
 * A GraphQL operation as plain text that carries the types of its variables and of its data.
 *
 * They are carried as `DocumentTypeDecoration` does it, so that strings of other codegens fit.
 * The types exist at compile time only; at run time a document is an ordinary string.
 */
export type TypedDocument<Data, Variables> = string & {
  readonly __apiType?: (variables: Variables) => Data;
};
