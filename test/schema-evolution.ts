import {
  BreakingChangeType,
  buildSchema,
  findBreakingChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/**
 * What callers of the one schema would miss in the next: what was taken away without having been deprecated until a day that is over,
 * and whatever became another kind of thing.
 */
export function brokenPromises(before: string, after: string, today: string): string[] {
  const [old, young] = [buildSchema(before), buildSchema(after)];
  return findBreakingChanges(old, young)
    .filter(({ type, description }) => {
      const notice = removals.has(type) ? noticeOf(old, description) : null;
      const until = notice?.match(/\d{4}-\d{2}-\d{2}/)?.[0];
      return until === undefined || until >= today;
    })
    .map(({ description }) => description);
}

const removals: ReadonlySet<string> = new Set([
  BreakingChangeType.TYPE_REMOVED,
  BreakingChangeType.FIELD_REMOVED,
  BreakingChangeType.ARG_REMOVED,
  BreakingChangeType.VALUE_REMOVED_FROM_ENUM,
]);

/** How the older schema announced that this would go: by a deprecation, or, of a type, in its description. */
function noticeOf(schema: GraphQLSchema, removed: string): string | null | undefined {
  const value = /^(\w+) was removed from enum type (\w+)\.$/.exec(removed);
  if (value !== null) {
    const type = schema.getType(value[2] ?? '');
    return isEnumType(type) ? type.getValue(value[1] ?? '')?.deprecationReason : null;
  }
  const argument = /^(\w+)\.(\w+) arg (\w+) was removed\.$/.exec(removed);
  if (argument !== null) {
    const field = fieldsOf(schema, argument[1])[argument[2] ?? ''];
    const args = field !== undefined && 'args' in field ? field.args : [];
    return args.find(({ name }) => name === argument[3])?.deprecationReason;
  }
  const field = /^(\w+)\.(\w+) was removed\.$/.exec(removed);
  if (field !== null) return fieldsOf(schema, field[1])[field[2] ?? '']?.deprecationReason;
  const description = schema.getType(/^(\w+) was removed\.$/.exec(removed)?.[1] ?? '')?.description;
  return description?.split('Deprecated;')[1];
}

function fieldsOf(schema: GraphQLSchema, name: string | undefined) {
  const type = schema.getType(name ?? '');
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) return type.getFields();
  return {};
}
