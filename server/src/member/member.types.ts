import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../graphql/connection.js';
import { Node } from '../graphql/node.js';
import { DateTime } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import { encodeId } from '../platform/ids.js';
import type { MemberFacts } from './member.queries.js';
import { birthdayOf } from './member.rules.js';

@ObjectType({ description: 'A day of every year.', simpleResolvers: true })
export class Birthday {
  @Field(() => Int, { description: 'The month, 1 to 12.' })
  month!: number;

  @Field(() => Int, { description: 'The day of the month, 1 to 31.' })
  day!: number;
}

@ObjectType({
  implements: Node,
  description: 'A customer of the brand in its points mall.',
  simpleResolvers: true,
})
export class Member extends Node {
  /** The id as rows know it; field resolvers of other capabilities start from it. */
  uuid!: string;

  @Field(() => String, { description: "The brand's own id of this customer." })
  customerId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name to greet the member by; null when the brand gave none.',
  })
  displayName!: string | null;

  @Field(() => Birthday, {
    nullable: true,
    description: 'When the member has birthday; null when it is not known.',
  })
  birthday!: Birthday | null;
}

export function describeMember(facts: MemberFacts): Member {
  return Object.assign(new Member(), {
    uuid: facts.id,
    id: encodeId('member', facts.id),
    customerId: facts.customerId,
    displayName: facts.displayName,
    birthday: facts.birthday === null ? null : birthdayOf(facts.birthday),
  });
}

export const MemberConnection = connectionType('Member', () => Member);

@InputType({ description: 'A day of every year.' })
export class BirthdayInput {
  @Field(() => Int, { description: 'The month, 1 to 12.' })
  month!: number;

  @Field(() => Int, {
    description:
      'The day of the month; who was born on 29 February has birthday on 28 February in common years.',
  })
  day!: number;
}

@InputType({ description: 'For whom a token is made.' })
export class MemberTokenCreateInput {
  @Field(() => String, {
    description:
      "The brand's own id of the customer, 1 to 200 characters; the member is made on first sight.",
  })
  customerId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name to greet the member by, up to 80 characters; when absent, the one known stays.',
  })
  displayName?: string | null;

  @Field(() => BirthdayInput, {
    nullable: true,
    description: 'When the member has birthday; when absent, the one known stays.',
  })
  birthday?: BirthdayInput | null;

  @Field(() => Int, { defaultValue: 3_600, description: 'Seconds until the token expires, 60 to 86400.' })
  lifetimeSeconds!: number;
}

@ObjectType({ description: 'A token with which a member acts in the storefront.', simpleResolvers: true })
export class MemberTokenCreatePayload {
  @Field(() => String, {
    nullable: true,
    description: 'The token, for the header Authorization: Bearer; null when it was refused.',
  })
  token!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the token expires; null when it was refused.' })
  expiresAt!: Date | null;

  @Field(() => Member, { nullable: true, description: 'The member; null when it was refused.' })
  member!: Member | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}
