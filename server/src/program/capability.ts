import type { NodeRegistry } from '../graphql/node.js';
import type { Topic } from '../live/topic.js';
import type { Clock } from '../platform/clock.js';
import type { Connections, Database } from '../platform/database.js';
import type { GroupCommit } from '../platform/group-commit/group-commit.js';
import type { NewId } from '../platform/ids.js';
import type { Job } from '../platform/jobs/job-runner.js';
import type { Random } from '../platform/random.js';

/** What a capability is built with; what it builds declares what of it is taken. */
export interface Hands {
  database: Database;
  /** Reads of requests, refused when they would wait too long. */
  reads: Database;
  /** Connections of topics and jobs. */
  background: Database;
  groups: GroupCommit;
  newId: NewId;
  random: Random;
  clock: Clock;
  nodes: NodeRegistry;
  /** Forgets what this process remembers of keys and programs, after a change of one. */
  forget(): void;
  /** Called after each commit that others should hear of at once. */
  onCommit(): void;
}

/** What operators' transactions work with. */
export type OperatorHands = Pick<Hands, 'newId' | 'onCommit'> & { database: Connections };

/** Everything of one capability that is served. */
export interface Served {
  storefront: readonly object[];
  admin: readonly object[];
  topics: readonly Topic[];
  jobs: readonly Job[];
}
