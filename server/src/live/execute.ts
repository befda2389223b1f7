import {
  execute as graphqlExecute,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';

/** graphql-js, or something faster with the same meaning. */
export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

export interface ExecutorOptions {
  schema: GraphQLSchema;
  /** How an error is told to clients; nothing internal may leave in it. */
  formatError: (error: GraphQLError) => GraphQLFormattedError;
  execute?: Execute | undefined;
}

/** An execution result as graphql-js and graphql-ws both write it. */
interface Answer {
  data?: Record<string, unknown> | null | undefined;
  errors?: readonly GraphQLError[] | undefined;
  extensions?: Record<string, unknown> | undefined;
}

/** Runs the selection of a subscription over a root value and tells the answer as a client may see it. */
export class Executor {
  private readonly execute: Execute;

  constructor(private readonly options: ExecutorOptions) {
    this.execute = options.execute ?? graphqlExecute;
  }

  get schema(): GraphQLSchema {
    return this.options.schema;
  }

  async run(args: Omit<ExecutionArgs, 'schema'>): Promise<ExecutionResult> {
    return this.execute({ ...args, schema: this.options.schema });
  }

  format({ data, errors, extensions }: Answer): FormattedExecutionResult {
    return {
      ...(errors === undefined ? {} : { errors: this.formatErrors(errors) }),
      ...(data === undefined ? {} : { data }),
      ...(extensions === undefined ? {} : { extensions }),
    };
  }

  formatErrors(errors: readonly GraphQLError[]): GraphQLFormattedError[] {
    return errors.map((error) => this.options.formatError(error));
  }
}
