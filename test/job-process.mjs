// Runs one job in a process of its own, to be killed at any moment: DATABASE_URL, JOB, and NOW in ISO 8601.
import 'reflect-metadata';
import { writePathBooks } from '../server/dist/capabilities.js';
import { poolJobs } from '../server/dist/crowdfunding/pool.jobs.js';
import { donationJobs } from '../server/dist/donation/donation.jobs.js';
import { entities } from '../server/dist/entities.js';
import { openDatabase } from '../server/dist/platform/database.js';
import { GroupCommit } from '../server/dist/platform/group-commit/group-commit.js';
import { idSource } from '../server/dist/platform/ids.js';
import { systemRandom } from '../server/dist/platform/random.js';
import { tierJobs } from '../server/dist/tier/tier.jobs.js';
import { votingJobs } from '../server/dist/voting/voting.jobs.js';

const { DATABASE_URL: url, JOB: name, NOW: moment } = process.env;
const clock = { now: () => new Date(moment) };
const newId = idSource(clock, systemRandom);
const onCommit = () => {};
const database = await openDatabase({ url, poolSize: 2, commandConnections: 2, entities });
const groups = new GroupCommit({
  pool: database.commandPool,
  clock,
  newId,
  bookKinds: writePathBooks,
  onCommit,
  workers: 1,
  maxGroup: 8,
});
const parts = { database, groups, clock, newId, onCommit };
const jobs = [...donationJobs(parts), ...poolJobs(parts), ...tierJobs(parts), ...votingJobs(parts)];
const job = jobs.find((one) => one.name === name);
await job.run();
await groups.drain();
await database.close();
