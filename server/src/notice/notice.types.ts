import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graphql/connection.js';
import { Node } from '../graphql/node.js';
import { DateTime } from '../graphql/scalars.js';
import { UserError } from '../graphql/user-errors.types.js';
import type { NoticeKind } from './notice.rows.js';

export const NoticeKindEnum = {
  TIER_RAISED: 'tier_raised',
  TIER_SPRINT: 'tier_sprint',
  TIER_DROPPED: 'tier_dropped',
  TIER_RULES: 'tier_rules',
  TIER_UNDONE: 'tier_undone',
  VOTE_WON: 'vote_won',
  BIRTHDAY_GIFT: 'birthday_gift',
  DONATION_SETTLED: 'donation_settled',
  DONATION_NEWS: 'donation_news',
  POOL_SUCCEEDED: 'pool_succeeded',
  POOL_FAILED: 'pool_failed',
  POOL_CANCELLED: 'pool_cancelled',
  POOL_WON: 'pool_won',
} as const;

registerEnumType(NoticeKindEnum, {
  name: 'NoticeKind',
  description: 'What a notice is about.',
  valuesConfig: {
    TIER_RAISED: { description: 'The member has a higher membership tier.' },
    TIER_SPRINT: { description: 'The tier will be reviewed soon; purchases earn more until then.' },
    TIER_RULES: {
      description: 'The rules of the ladder will change in a way that could cost members something.',
    },
    TIER_DROPPED: {
      description: 'The tier was not kept or is no longer on the ladder, and the member stands lower.',
    },
    TIER_UNDONE: { description: 'A rise was undone, because an order that it came from was refunded.' },
    BIRTHDAY_GIFT: { description: 'The member’s tier gave points for their birthday.' },
    DONATION_SETTLED: { description: 'What the member gave to a good cause was paid out.' },
    DONATION_NEWS: { description: 'A good cause that the member gave to has news.' },
    VOTE_WON: { description: 'What the member voted for has won and is coming soon.' },
    POOL_SUCCEEDED: { description: 'A pool the member pledged to is full, and their points were taken.' },
    POOL_FAILED: { description: 'A pool was not full in time, and the member has their points back.' },
    POOL_CANCELLED: { description: 'The brand called a pool off, and the member has their points back.' },
    POOL_WON: { description: 'The member won the draw of a pool.' },
  },
});

@ObjectType({
  implements: Node,
  description: 'Something a member is told, once. Members read their own alone, operators everybody’s.',
  simpleResolvers: true,
})
export class Notice extends Node {
  uuid!: string;
  /** The public id of what it is about. */
  subjectId!: string;

  @Field(() => NoticeKindEnum, { description: 'What it is about.' })
  kind!: NoticeKind;

  @Field(() => String, { description: 'What to tell, in the language of the request.' })
  message!: string;

  @Field(() => DateTime, { description: 'When it was noted.' })
  at!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the member marked it as read, by itself or with a newer one; null while it is unread.',
  })
  readAt!: Date | null;
}

@ObjectType('NoticeConnection', { description: 'One page of a list of Notice.', simpleResolvers: true })
export class NoticeConnection extends connectionType('Notice', () => Notice) {
  memberUuid!: string;
}

@InputType({ description: 'Up to where a member has read.' })
export class NoticeMarkReadInput {
  @Field(() => ID, { description: 'The newest notice that was shown; everything older is marked with it.' })
  noticeId!: string;
}

@ObjectType({ description: 'What is read now, or why it was refused.', simpleResolvers: true })
export class NoticeMarkReadPayload {
  @Field(() => Notice, { nullable: true, description: 'The notice as it is now; null when refused.' })
  notice!: Notice | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many the member still has not read, counted up to 100; null when refused.',
  })
  unreadCount!: number | null;

  @Field(() => [UserError], { description: 'The rules that refused; empty when none did.' })
  userErrors!: UserError[];
}
