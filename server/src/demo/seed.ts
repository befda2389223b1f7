import type { Operator } from '../catalog/catalog-change.js';
import { createCategory } from '../catalog/create-category.js';
import { createReward } from '../catalog/create-reward.js';
import { createZone } from '../catalog/create-zone.js';
import { grantPoints } from '../earning/grant-points.js';
import { recordPurchase } from '../earning/record-purchase.js';
import { addCodes } from '../exchange/add-codes.js';
import { ensureMember } from '../member/ensure-member.js';
import { addDays, dayOf } from '../platform/calendar.js';
import { isRefused } from '../platform/refusal.js';
import { createProgram } from '../program/create-program.js';
import { readProgram } from '../program/program.queries.js';
import type { Program } from '../program/program.js';
import { giveBirthdayGift } from '../tier/give-birthday-gift.js';
import { scoringOf } from '../tier/scoring.js';
import { demoCodes } from './codes.js';
import { seedPools } from './crowdfunding.seed.js';
import type { DemoMember, DemoProgram, DemoReward } from './demo.types.js';
import { seedProjects } from './donation.seed.js';
import { ladderRules } from './ladder.demo.js';
import { tellDonors } from '../donation/tell-donors.js';
import { seedPast } from './past.seed.js';
import { seedStanding } from './standing.seed.js';
import { rewardDraft } from './reward-draft.js';
import { demoPrograms } from './programs.js';
import { seedCampaigns } from './voting.seed.js';
import { accepted, actor, type Seeding, type SeedParts } from './seed.parts.js';

const dayMs = 86_400_000;

/** What capabilities furnish, before the members get their own points; another one adds its own. */
const seeds: readonly ((parts: SeedParts, seeding: Seeding, demo: DemoProgram) => Promise<void>)[] = [
  seedProjects,
  seedPools,
];

/**
 * Makes the demo brands, once: a database that has a program already is left alone, unless that program is a demo whose
 * seeding was cut off, which is then finished. Every step passes over what is there.
 */
export async function seedDemo(parts: SeedParts): Promise<void> {
  const { database } = parts;
  const client = await database.pool.connect();
  try {
    // Two processes may start on one new database; the second finds everything done.
    await client.query("SELECT pg_advisory_lock(hashtext('jifen:seed'))");
    const [state] = await database.query<{ foreign: boolean; seeded: boolean }>(
      `SELECT EXISTS (SELECT FROM program WHERE handle <> ALL ($1)) AS foreign,
              EXISTS (SELECT FROM audit WHERE action = 'demoSeeded') AS seeded`,
      [demoPrograms.map((program) => program.handle)],
    );
    if (state === undefined || state.foreign || state.seeded) return;
    await seedPrograms(parts);
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext('jifen:seed'))").catch(() => undefined);
    client.release();
  }
}

async function seedPrograms(parts: SeedParts): Promise<void> {
  const all = demoPrograms.reduce((sum, { rewards, members }) => sum + rewards.length + members.length, 0);
  let done = 0;
  const progress = () => parts.onProgress?.((done += 1), all);
  for (const demo of demoPrograms) {
    const operator = await seedProgram(parts, demo);
    for (const [position, { key, title }] of demo.categories.entries()) {
      accepted(await createCategory(parts, operator, { key, title, position }));
    }
    for (const [position, { key, title, description, tier }] of demo.zones.entries()) {
      accepted(await createZone(parts, operator, { key, title, description, position, tier: tier ?? null }));
    }
    for (const reward of demo.rewards) {
      await seedReward(parts, operator, reward);
      progress();
    }
    for (const seed of seeds) await seed(parts, operator, demo);
    for (const member of demo.members) {
      await seedMember(parts, operator, member);
      progress();
    }
    // Behind what members were told before the demo began, as the newest notice is the first.
    await tellDonors(parts);
    await seedCampaigns(parts, operator, demo);
  }
  const [last] = demoPrograms;
  await parts.database.query(
    `INSERT INTO audit (id, program_id, actor, action, subject, at)
     SELECT $1, id, $2, 'demoSeeded', handle, $3 FROM program WHERE handle = $4`,
    [parts.newId(), actor, parts.clock.now(), last?.handle ?? ''],
  );
}

async function seedProgram(parts: SeedParts, demo: DemoProgram): Promise<Operator & { program: Program }> {
  const { handle, name, defaultLanguage, timeZone, currency, keys, ladder, shippingTerms } = demo;
  const rules = { ...demo.rules, tiers: ladderRules(ladder), shippingTerms };
  const now = parts.clock.now();
  accepted(
    await createProgram(
      { ...parts, now },
      { handle, name, defaultLanguage, timeZone, currency, rules },
      keys,
    ),
  );
  const [row] = await parts.database.query<{ id: string }>('SELECT id FROM program WHERE handle = $1', [
    handle,
  ]);
  const found = row === undefined ? null : await readProgram(parts.database, row.id);
  if (found === null) throw new Error(`The demo program ${handle} was not made.`);
  return { program: found.program, actor, now };
}

async function seedReward(parts: SeedParts, operator: Operator, reward: DemoReward): Promise<void> {
  accepted(await createReward(parts, operator, rewardDraft(reward, operator), true));
  const programId = operator.program.id;
  const pools = reward.variants.filter((variant) => (variant.codes ?? 0) > 0);
  if (pools.length === 0) return;
  const variants = await parts.database.query<{ id: string; sku: string }>(
    'SELECT id, sku FROM variant WHERE program_id = $1 AND sku = ANY($2)',
    [programId, pools.map((pool) => pool.sku)],
  );
  for (const { id: variantId, sku } of variants) {
    const count = pools.find((pool) => pool.sku === sku)?.codes ?? 0;
    const codes = demoCodes(sku, count);
    accepted(
      await parts.groups.submit(
        addCodes({ programId, idempotencyKey: `demo ${sku}`, actor, variantId, codes }),
      ),
    );
  }
}

async function seedMember(parts: SeedParts, seeding: Seeding, demo: DemoMember): Promise<void> {
  const { program } = seeding;
  const { id: programId, timeZone, rules } = program;
  const now = parts.clock.now();
  const displayName = demo.displayName[program.defaultLanguage];
  const { customerId, birthday: ahead } = demo;
  const birthday = ahead === undefined ? null : addDays(dayOf(now, timeZone), ahead.days);
  const known = { programId, customerId, displayName, birthday: birthday?.slice(5) ?? null };
  const { id: memberId } = await ensureMember(parts, known, now);
  for (const [at, grant] of demo.grants.entries()) {
    const expiresAt = grant.expires === null ? null : new Date(now.getTime() + grant.expires.days * dayMs);
    const idempotencyKey = `demo ${demo.customerId} ${at}`;
    const common = { programId, memberId, idempotencyKey, actor, timeZone, expiry: rules.expiry };
    const outcome = await parts.groups.submit(
      grantPoints({ ...common, points: grant.points, note: grant.note, expiresAt }),
    );
    // A second run asks for another expiry under the same key: what is there stays.
    if (!isRefused(outcome) || outcome.refused[0]?.code === 'IDEMPOTENCY_CONFLICT') continue;
    accepted(outcome);
  }
  for (const purchase of demo.purchases) {
    const purchasedAt = new Date(now.getTime() + purchase.purchased.days * dayMs);
    const outcome = await parts.groups.submit(
      recordPurchase({
        programId,
        memberId,
        orderId: purchase.orderId,
        totalMinor: purchase.lines.reduce((sum, line) => sum + line.amountMinor, 0),
        currency: program.currency,
        lines: [...purchase.lines],
        purchasedAt,
        programCurrency: program.currency,
        scoring: scoringOf(program),
        rule: rules.purchase,
        expiry: rules.expiry,
      }),
    );
    if (!isRefused(outcome) || outcome.refused[0]?.code === 'IDEMPOTENCY_CONFLICT') continue;
    accepted(outcome);
  }
  if (demo.standing !== undefined) {
    await seedStanding(parts.database, timeZone, memberId, demo.standing, now);
  }
  await seedPast(parts, seeding, memberId, demo);
  if (ahead?.days === 0 && birthday !== null) {
    const { expiry, birthday: terms } = rules;
    const gift = { programId, memberId, day: birthday, scoring: scoringOf(program), expiry, ...terms };
    accepted(await parts.groups.submit(giveBirthdayGift(gift)));
  }
}
