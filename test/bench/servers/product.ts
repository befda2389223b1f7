import 'reflect-metadata';
import { Arg, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { z } from 'zod';
import { createApp } from '@jifen/server/app.js';
import { entities } from '@jifen/server/entities.js';
import { systemClock } from '@jifen/server/platform/clock.js';
import { openDatabase } from '@jifen/server/platform/database.js';
import { systemRandom } from '@jifen/server/platform/random.js';
import { serveStage } from '../child.js';
import { ConstantsResolver } from './constants.js';
import { gauge } from './gauge.js';

const optionsShape = z.object({
  databaseUrl: z.string(),
  /** 1 for what it would be like without groups, when nobody is turned away though the queue is long. */
  maxGroup: z.number().optional(),
});
const questionShape = z.object({ kind: z.enum(['cpu', 'memory']) });

@InputType({ description: 'The one field that every mutation has which moves points or stock.' })
class NothingInput {
  @Field(() => String, { description: 'Not used.' })
  idempotencyKey!: string;
}

@ObjectType({ description: 'The smallest answer there is.' })
class NothingPayload {
  @Field(() => String, { description: 'Always the same.' })
  done!: string;
}

/** What a mutation costs before it does anything: HTTP, authentication, parsing, execution, the answer. */
@Resolver()
class NothingResolver {
  @Mutation(() => NothingPayload, { description: 'Does nothing.' })
  nothing(
    @Arg('input', () => NothingInput, { description: 'Not used.' }) _input: NothingInput,
  ): NothingPayload {
    return { done: 'yes' };
  }
}

/** The product as it is served, on a free port. */
serveStage(async (given) => {
  const { databaseUrl, maxGroup } = optionsShape.parse(given);
  const database = await openDatabase({ url: databaseUrl, poolSize: 10, entities });
  const app = await createApp({
    config: { production: false, introspection: true },
    database,
    clock: systemClock,
    random: systemRandom,
    storefrontExtras: [new NothingResolver(), new ConstantsResolver(database)],
    ...(maxGroup === undefined
      ? {}
      : { groups: { maxGroup }, admission: { worthMs: Number.MAX_SAFE_INTEGER } }),
  });
  const port = await app.listen(0);
  return {
    ready: { port },
    answer: (question) => gauge(questionShape.parse(question).kind),
    async close() {
      await app.close();
      await database.close();
    },
  };
});
