import type { LocalizedText } from '../graphql/localized.js';

/** What a member can be told: each kind with the facts of its message, texts included, so that nobody is asked for them again. */
export interface NoticeFacts {
  tier_raised: { tier: LocalizedText };
  /** Score that is missing to keep the tier, and the day of its review. */
  tier_sprint: { tier: LocalizedText; missing: number; until: string };
  /** Null: none any more. */
  tier_dropped: { tier: LocalizedText | null };
  /** The day from which other rules count, what changes by which members could lose first, and how many changes are not named. */
  tier_rules: { from: string; changes: LocalizedText[]; more: number };
  /** What a refund left of a rise; null: none. */
  tier_undone: { tier: LocalizedText | null };
  birthday_gift: { points: number; tier: LocalizedText };
  /** Points: what the member gave to the project in all. */
  donation_settled: { project: LocalizedText; points: number };
  donation_news: { project: LocalizedText; title: LocalizedText };
  vote_won: { rewardId: string; campaign: LocalizedText; winner: LocalizedText };
  /** Points taken; `drawn`: who gets it is still drawn. */
  pool_succeeded: { pool: LocalizedText; points: number; drawn: boolean };
  /** Points given back. */
  pool_failed: { pool: LocalizedText; points: number };
  pool_cancelled: { pool: LocalizedText; points: number; reason: LocalizedText };
  pool_won: { pool: LocalizedText };
}

export type NoticeKind = keyof NoticeFacts;

/** Something to tell one member, once for each subject and occasion. */
export type NewNotice = {
  [Kind in NoticeKind]: {
    programId: string;
    memberId: string;
    kind: Kind;
    subjectId: string;
    /** Tells apart what happens to the same subject more than once; empty when it happens once. */
    occasion?: string;
    facts: NoticeFacts[Kind];
    at: Date;
  };
}[NoticeKind];
