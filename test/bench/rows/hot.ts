import type { Request } from '../load/load.js';
import type { Row } from '../row.js';
import { type MallSize, portOf } from '../seed/mall.js';
import { serveMall, type ServedMall } from './exchange.mall.js';
import { didNothing, nothingRequests } from './exchange.requests.js';

const product = new URL('../servers/product.js', import.meta.url);

export interface Hot {
  name: string;
  title: string;
  /** What is done, as the table calls it. */
  subject: string;
  size: MallSize;
  /** What must be reached of one group a command; left out, that is not measured. */
  groupsOfOne?: { must: number; aim: number };
  /** Prepares what everybody wants and gives their requests, with what each accepted answer contains. */
  requests(
    served: ServedMall,
    tokens: readonly string[],
    connections: number,
  ): Promise<{ requests: Request[][]; expect: string }>;
}

/** Everybody wants the same thing at the same moment: compared with a mutation that does nothing. */
export function hot({ subject, size, groupsOfOne, ...row }: Hot): Row {
  const alike = 'groups of one';
  return {
    name: row.name,
    title: row.title,
    unit: '/s',
    warmUpSeconds: 3,
    // Neighbours come and go within seconds: many short rounds set all beside the same ones. Groups of one, the slowest, need longer ones.
    secondsEach: groupsOfOne === undefined ? 0.8 : 1.2,
    rounds: 7,
    comparisons: [
      {
        subject,
        limit: 'nothing',
        against: 'a mutation that does nothing',
        bound: { kind: 'at least', must: 0.5, aim: 0.8 },
      },
      ...(groupsOfOne === undefined
        ? []
        : [
            {
              subject,
              limit: alike,
              against: 'the same in groups of one',
              bound: { kind: 'at least' as const, ...groupsOfOne },
            },
          ]),
    ],
    async open(stage) {
      const connections = stage.quick ? 32 : 256;
      const served = await serveMall(stage, row.name.replace('.', '-'), size);
      const tokens = await served.mall.tokens(connections);
      const { requests, expect } = await row.requests(served, tokens, connections);
      const nothing = nothingRequests(tokens, connections);
      const measure = (port: number, asked: Request[][], answer: string) => ({
        measure: async (seconds: number) =>
          (await stage.load({ port, seconds, requests: asked, expect: answer })).perSecond,
      });
      const contenders = {
        [subject]: measure(served.port, requests, expect),
        nothing: measure(served.port, nothing, didNothing),
      };
      if (groupsOfOne === undefined) return { contenders, close: () => served.close() };
      const alone = await stage.process(product, { databaseUrl: served.url, maxGroup: 1 });
      return {
        contenders: { ...contenders, [alike]: measure(portOf(alone.ready), requests, expect) },
        close: () => served.close(alone),
      };
    },
  };
}
