import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LocalizedText } from '../graphql/localized.js';
import { UserError } from '../graphql/user-errors.js';

@ObjectType({ description: 'A category in every language.', simpleResolvers: true })
export class AdminCategory {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its stable name, for example "coffee".' })
  key!: string;

  @Field(() => LocalizedText, { description: 'Its title.' })
  title!: LocalizedText;

  @Field(() => Int, { description: 'Its place among categories, the lowest first.' })
  position!: number;
}

@ObjectType({ description: 'A zone in every language.', simpleResolvers: true })
export class AdminZone {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'Its stable name, for example "newcomer".' })
  key!: string;

  @Field(() => LocalizedText, { description: 'Its title.' })
  title!: LocalizedText;

  @Field(() => LocalizedText, { nullable: true, description: 'What it is about; null when nothing is said.' })
  description!: LocalizedText | null;

  @Field(() => String, {
    nullable: true,
    description: 'The key of the lowest tier that may have what stands in it; null: everybody.',
  })
  tier!: string | null;

  @Field(() => Int, { description: 'Its place among zones, the lowest first.' })
  position!: number;
}

@ObjectType({ description: 'What became of a new category.', simpleResolvers: true })
export class CategoryCreatePayload {
  @Field(() => AdminCategory, { nullable: true, description: 'The category; null when refused.' })
  category!: AdminCategory | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'What became of a category that was changed.', simpleResolvers: true })
export class CategoryUpdatePayload {
  @Field(() => AdminCategory, {
    nullable: true,
    description: 'The category as it is now; null when refused.',
  })
  category!: AdminCategory | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'What became of a new zone.', simpleResolvers: true })
export class ZoneCreatePayload {
  @Field(() => AdminZone, { nullable: true, description: 'The zone; null when refused.' })
  zone!: AdminZone | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'What became of a zone that was changed.', simpleResolvers: true })
export class ZoneUpdatePayload {
  @Field(() => AdminZone, { nullable: true, description: 'The zone as it is now; null when refused.' })
  zone!: AdminZone | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty on success.' })
  userErrors!: UserError[];
}
