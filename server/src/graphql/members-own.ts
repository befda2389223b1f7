import { type GraphQLSchema, isObjectType } from 'graphql';
import { goesAway } from './goes-away.js';

/** Marks fields, and types of such fields, that tell something of the member who is signed in. */
export const membersOwn = { membersOwn: true };

/**
 * Where nobody signs in as a member, what is a member's own is always null. It has been in such a schema all the same, so it stays
 * until the day that is named here.
 */
export function announceMembersOwn(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    if (type.extensions.membersOwn === true) {
      type.description = `${type.description ?? ''} Deprecated; ${goesAway}.`;
    }
    for (const field of Object.values(type.getFields())) {
      if (field.extensions.membersOwn !== true) continue;
      field.deprecationReason = `Always null here, where no member is signed in; ${goesAway}.`;
    }
  }
}
