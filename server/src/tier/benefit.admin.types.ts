import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../graphql/user-errors.types.js';
import { Member } from '../member/member.types.js';
import type { Benefit } from './benefit.rows.js';
import { BenefitEnum } from './benefit.types.js';

@InputType({ description: 'A benefit that staff gave a member.' })
export class MemberBenefitUseInput {
  @Field(() => String, {
    description: 'A key of 1 to 200 characters; a retry with the same key counts nothing more.',
  })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'Who was served.' })
  memberId!: string;

  @Field(() => BenefitEnum, {
    defaultValue: BenefitEnum.DEDICATED_SERVICE,
    description: 'Which benefit: dedicated service; the others are counted where they are used.',
  })
  benefit!: Benefit;

  @Field(() => String, {
    nullable: true,
    description: 'What was done, up to 500 characters, kept in the audit trail.',
  })
  note?: string | null;
}

@ObjectType({ description: 'The member who was served, or why it was refused.', simpleResolvers: true })
export class MemberBenefitUsePayload {
  @Field(() => Member, { nullable: true, description: 'The member; null when it was refused.' })
  member!: Member | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}
