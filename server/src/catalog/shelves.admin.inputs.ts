import { Field, ID, InputType, Int } from 'type-graphql';
import { LocalizedTextInput } from '../graphql/localized.js';

const keyShape = '1 to 60 lower-case letters, digits, hyphens and underscores';

@InputType({ description: 'A new category.' })
export class CategoryCreateInput {
  @Field(() => String, {
    description: `A stable name, unique in the program, for example "coffee": ${keyShape}.`,
  })
  key!: string;

  @Field(() => LocalizedTextInput, {
    description: 'Its title, in at least one language, up to 300 characters in each.',
  })
  title!: LocalizedTextInput;

  @Field(() => Int, { defaultValue: 0, description: 'Its place among categories, the lowest first.' })
  position!: number;
}

@InputType({ description: 'A new zone.' })
export class ZoneCreateInput {
  @Field(() => String, {
    description: `A stable name, unique in the program, for example "newcomer": ${keyShape}.`,
  })
  key!: string;

  @Field(() => LocalizedTextInput, {
    description: 'Its title, in at least one language, up to 300 characters in each.',
  })
  title!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'What it is about, up to 50000 characters in each language.',
  })
  description?: LocalizedTextInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The key of a tier: what stands in the zone is only for its members and those above; of several such zones the lowest suffices. Absent: everybody.',
  })
  tier?: string | null;

  @Field(() => Int, { defaultValue: 0, description: 'Its place among zones, the lowest first.' })
  position!: number;
}

@InputType({
  description:
    'Changes of a category; absent fields stay as they are. Neither title nor position can be empty, so null leaves them. The key is an address and the name by which rewards are sorted in: nothing changes it.',
})
export class CategoryUpdateInput {
  @Field(() => ID, { description: 'The category.' })
  id!: string;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'A new title, in at least one language, up to 300 characters in each.',
  })
  title?: LocalizedTextInput | null;

  @Field(() => Int, { nullable: true, description: 'Another place among categories, the lowest first.' })
  position?: number | null;
}

@InputType({
  description:
    'Changes of a zone; absent fields stay as they are, and null empties what may be empty. Title and position may not, so null leaves them. The key is an address and the name by which rewards are put into it: nothing changes it.',
})
export class ZoneUpdateInput {
  @Field(() => ID, { description: 'The zone.' })
  id!: string;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'A new title, in at least one language, up to 300 characters in each.',
  })
  title?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'What it is about, up to 50000 characters in each language; null: nothing is said.',
  })
  description?: LocalizedTextInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The key of a tier: what stands in the zone is from now on only for its members and those above; of several such zones the lowest suffices. Null: for everybody.',
  })
  tier?: string | null;

  @Field(() => Int, { nullable: true, description: 'Another place among zones, the lowest first.' })
  position?: number | null;
}
