import { z } from 'zod';

export const crowdOptionsShape = z.object({
  port: z.number(),
  path: z.string(),
  /** What a socket sends; socket n takes greeting n modulo their count. */
  greetings: z.array(z.array(z.string())),
});
export type CrowdOptions = z.infer<typeof crowdOptionsShape>;

export const crowdQuestionShape = z.discriminatedUnion('kind', [
  /** Opens so many more sockets; answered when each has got so many messages. */
  z.object({ kind: z.literal('open'), sockets: z.number(), messagesEach: z.number() }),
  /** Answered, with the moment of the last one, when all together have got so many messages since the last answer. */
  z.object({ kind: z.literal('wait'), messages: z.number() }),
]);
