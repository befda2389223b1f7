import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../graphql/context.js';
import { badInput } from '../graphql/errors.js';
import { toUserErrors } from '../graphql/user-errors.js';
import { dayOf } from '../platform/calendar.js';
import type { Connections, Queryable } from '../platform/database.js';
import type { NewId } from '../platform/ids.js';
import { isRefused } from '../platform/refusal.js';
import { actorOf } from '../program/audit.js';
import { earliestTold, inForce, type Version } from '../program/rule-versions.rules.js';
import type { TierRules } from '../program/tier-rules.js';
import { changeRules } from './change-rules.js';
import { previewRules } from './preview-rules.js';
import { draftedRules } from './rules-draft.js';
import { scoringOf } from './scoring.js';
import {
  TierPreview,
  TierRulesChangeInput,
  TierRulesChangePayload,
  TierRulesInput,
  TierRulesVersion,
} from './tier.admin.types.js';
import { couldLose } from './ladder-change.rules.js';

export interface AdminTierParts {
  database: Connections;
  background: Queryable;
  newId: NewId;
  forget(): void;
  onCommit(): void;
}

/** What operators ask and decide about the ladder. */
@Resolver()
export class AdminTierResolver {
  constructor(private readonly parts: AdminTierParts) {}

  @Query(() => [TierRulesVersion], {
    description:
      'Every version of the rules of the ladder, the oldest first; the last may be announced only.',
  })
  tierRules(@Ctx() { program, now }: RequestContext): TierRulesVersion[] {
    const current = inForce(program.rules.tiers, now);
    return program.rules.tiers.map((one) => versionView(one, one === current));
  }

  @Query(() => TierPreview, {
    description:
      'What changed rules would do to the members as they stand now; changes nothing. Rules that cannot be are BAD_USER_INPUT.',
  })
  async tierPreview(
    @Arg('rules', () => TierRulesInput, { description: 'What would change.' }) given: TierRulesInput,
    @Ctx() { program, now, language }: RequestContext,
  ): Promise<TierPreview> {
    const old = inForce(program.rules.tiers, now).rules;
    const next = draftedRules(old, given);
    if (isRefused(next)) throw badInput(toUserErrors(next.refused, language)[0]?.message ?? '');
    const { timeZone, minorPerUnit } = scoringOf(program);
    const today = dayOf(now, timeZone);
    const asked = { programId: program.id, old, next, today, minorPerUnit };
    return {
      ...(await previewRules(this.parts.background, asked)),
      earliestEffectiveFrom: earliestTold(couldLose(old, next), {
        now,
        noticeDays: program.rules.noticeDays,
        timeZone,
      }),
    };
  }

  @Mutation(() => TierRulesChangePayload, {
    description:
      'Announces rules of the ladder. Refuses with InvalidInput, also when members could lose by them and would hear of it too late, and when other rules are announced already, unless these are meant to replace them.',
  })
  async tierRulesChange(
    @Arg('input', () => TierRulesChangeInput, { description: 'What to do, in one object.' })
    input: TierRulesChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<TierRulesChangePayload> {
    const outcome = await changeRules(this.parts, {
      programId: context.program.id,
      timeZone: context.program.timeZone,
      actor: actorOf(context),
      now: context.now,
      given: input.rules,
      effectiveFrom: input.effectiveFrom ?? null,
      replacesAnnounced: input.replacesAnnounced,
    });
    if (isRefused(outcome)) {
      return { version: null, userErrors: toUserErrors(outcome.refused, context.language) };
    }
    this.parts.forget();
    const { version } = outcome;
    const isInForce = new Date(version.effectiveFrom) <= context.now;
    return { version: versionView(version, isInForce), userErrors: [] };
  }
}

function versionView(one: Version<TierRules>, isInForce: boolean): TierRulesVersion {
  const { version, effectiveFrom, rules } = one;
  return { version, effectiveFrom: new Date(effectiveFrom), inForce: isInForce, rules };
}
