import { ArgsType, type ClassType, Field, ID, Int } from 'type-graphql';
import { firstIdOf } from '../platform/ids.js';
import type { Within } from '../platform/keyset.js';
import { badInput } from './errors.js';
import { DateTime } from './scalars.js';

const firstIs = 'How many, 1 to 100.';
/** Operators read longer pages than members. */
const operatorsRead = 50;

/** How a page of a list is asked for. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { description: firstIs })
  first = 20;

  @Field(() => String, { nullable: true, description: 'The cursor to go on behind.' })
  after?: string | null;
}

/** The same of a list of which another number is usual. */
export function pageArgs(usual: number): ClassType<PageArgs> {
  @ArgsType()
  class Args extends PageArgs {
    @Field(() => Int, { description: firstIs })
    override first = usual;
  }
  return Args;
}

export const OperatorPageArgs = pageArgs(operatorsRead);

/** A page of what members take part in until it ends. */
@ArgsType()
export class OpenPageArgs extends PageArgs {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only what can be taken part in now, or only the others; absent: all.',
  })
  open?: boolean | null;
}

/** The same, in pages for operators. */
@ArgsType()
export class OperatorOpenPageArgs extends OpenPageArgs {
  @Field(() => Int, { description: firstIs })
  override first = operatorsRead;
}

/** A page of what was recorded in a time, for operators. */
@ArgsType()
export class OperatorWithinArgs extends PageArgs {
  @Field(() => Int, { description: firstIs })
  override first = operatorsRead;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Only what was recorded at this moment or later; absent: from the first on.',
  })
  from?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Only what was recorded before this moment, which is later than `from`, else BAD_USER_INPUT; absent: to the last.',
  })
  until?: Date | null;
}

/** What of the list was made in that time. */
export function within({ from, until }: Pick<OperatorWithinArgs, 'from' | 'until'>): Within {
  if (from && until && until <= from) throw badInput('until must be later than from.');
  return { from: from ? firstIdOf(from) : null, until: until ? firstIdOf(until) : null };
}

/** One thing by either of its names. */
@ArgsType()
export class NamedArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'Its id; without it the handle is needed, else BAD_USER_INPUT.',
  })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its handle; not looked at beside an id.' })
  handle?: string | null;
}
