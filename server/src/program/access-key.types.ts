import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import type { AccessKeyKind as Kind } from './access-key.entity.js';

export const AccessKeyKind = { PUBLISHABLE: 'publishable', SECRET: 'secret', PARTNER: 'partner' } as const;

registerEnumType(AccessKeyKind, {
  name: 'AccessKeyKind',
  description: 'What a key is for.',
  valuesConfig: {
    PUBLISHABLE: { description: 'For browsers: reads the catalog and the live stock; starts with pk_.' },
    SECRET: { description: "For the brand's own servers: opens the admin schema; starts with sk_." },
    PARTNER: { description: 'For another business: what its scopes allow; starts with pt_.' },
  },
});

@ObjectType({ description: 'A key of the program, without its secret.', simpleResolvers: true })
export class AccessKey {
  @Field(() => ID, { description: 'The id by which the key is rotated and revoked.' })
  id!: string;

  @Field(() => AccessKeyKind, { description: 'What the key is for.' })
  kind!: Kind;

  @Field(() => String, { description: 'What its owner calls it.' })
  label!: string;

  @Field(() => String, { description: 'Its first and last characters, to recognise it by.' })
  hint!: string;

  @Field(() => [String], {
    description: 'What a partner key may do: `stock_feed`; empty for the other kinds.',
  })
  scopes!: string[];

  @Field(() => DateTime, { description: 'When the key was made.' })
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it stops working by itself; null when it does not.',
  })
  expiresAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null while it was not.' })
  revokedAt!: Date | null;
}

@InputType({ description: 'A new key.' })
export class AccessKeyCreateInput {
  @Field(() => AccessKeyKind, { description: 'What the key is for.' })
  kind!: Kind;

  @Field(() => String, { description: 'What to call it, 1 to 80 characters.' })
  label!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'For partner keys: `stock_feed`, which is also the default; none for other kinds.',
  })
  scopes?: string[] | null;
}

@InputType({ description: 'Which key to replace.' })
export class AccessKeyRotateInput {
  @Field(() => ID, { description: 'The key to replace.' })
  id!: string;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'Seconds for which the old key keeps working, 0 to 2592000 (30 days).',
  })
  graceSeconds!: number;
}

@InputType({ description: 'Which key to revoke.' })
export class AccessKeyRevokeInput {
  @Field(() => ID, { description: 'The key to revoke.' })
  id!: string;
}

@ObjectType({ description: 'A key that was just made, with its secret.', simpleResolvers: true })
export class AccessKeyCreatePayload {
  @Field(() => AccessKey, { nullable: true, description: 'The key; null when it was refused.' })
  accessKey!: AccessKey | null;

  @Field(() => String, {
    nullable: true,
    description: 'The key itself; shown now and never again. Null when it was refused.',
  })
  secret!: string | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'The key that takes the place of the old one.', simpleResolvers: true })
export class AccessKeyRotatePayload {
  @Field(() => AccessKey, { nullable: true, description: 'The new key; null when the rotation was refused.' })
  accessKey!: AccessKey | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new key itself; shown now and never again. Null when it was refused.',
  })
  secret!: string | null;

  @Field(() => [UserError], {
    description: 'The rules that refused; empty when none did.',
  })
  userErrors!: UserError[];
}

@ObjectType({ description: 'The key that opens nothing any more.', simpleResolvers: true })
export class AccessKeyRevokePayload {
  @Field(() => AccessKey, {
    nullable: true,
    description: 'The revoked key; null when the revocation was refused.',
  })
  accessKey!: AccessKey | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}
