// Closes pools in a process of its own, to be killed at any moment: DATABASE_URL, and NOW in ISO 8601.
import 'reflect-metadata';
import { writePathBooks } from '../server/dist/capabilities.js';
import { closePools } from '../server/dist/crowdfunding/close-pools.js';
import { entities } from '../server/dist/entities.js';
import { openDatabase } from '../server/dist/platform/database.js';
import { GroupCommit } from '../server/dist/platform/group-commit/group-commit.js';
import { idSource } from '../server/dist/platform/ids.js';
import { systemRandom } from '../server/dist/platform/random.js';

const { DATABASE_URL: url, NOW: moment } = process.env;
const clock = { now: () => new Date(moment) };
const database = await openDatabase({ url, poolSize: 2, commandConnections: 2, entities });
const groups = new GroupCommit({
  pool: database.commandPool,
  clock,
  newId: idSource(clock, systemRandom),
  bookKinds: writePathBooks,
  onCommit: () => {},
  workers: 1,
  maxGroup: 8,
});
await closePools({ database, groups, clock });
await groups.drain();
await database.close();
