import { ArgsType, Field, ID, ObjectType } from 'type-graphql';
import { connectionType } from '../graphql/connection.js';
import { OperatorWithinArgs } from '../graphql/list-args.js';
import { DateTime, Json } from '../graphql/scalars.js';

@ObjectType('AuditEntry', { description: 'One action of an operator.', simpleResolvers: true })
export class AuditEntryView {
  @Field(() => ID, { description: 'The id of this record.' })
  id!: string;

  @Field(() => DateTime, { description: 'When it was done.' })
  at!: Date;

  @Field(() => String, {
    description:
      'Who did it: the id of the key that was used, or the name of a command-line operation or of a job.',
  })
  actor!: string;

  @Field(() => String, {
    description: 'What was done, as the mutation is called; what no mutation does has a name of its own.',
  })
  action!: string;

  @Field(() => String, { description: 'The id of what it was done to.' })
  subject!: string;

  @Field(() => Json, { nullable: true, description: 'What was there before; null when there was nothing.' })
  before!: unknown;

  @Field(() => Json, { nullable: true, description: 'What is there since; null when nothing is.' })
  after!: unknown;
}

/** A page of the trail, of everything or of what has one thing in common. */
@ArgsType()
export class AuditArgs extends OperatorWithinArgs {
  @Field(() => String, { nullable: true, description: 'Only what was done by this one, as entries name it.' })
  actor?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what was done like this, as entries name it.' })
  action?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what was done to the thing with this id.' })
  subject?: string | null;
}

export const AuditConnection = connectionType('Audit', () => AuditEntryView);
