import { SignJWT } from 'jose';
import { encodeId } from '../platform/ids.js';
import type { Refused } from '../platform/refusal.js';
import { refuse } from '../platform/refusal.js';
import { readProgram } from '../program/program.queries.js';
import { ensureMember } from './ensure-member.js';
import type { MemberParts } from './ensure-member.js';
import type { MemberFacts } from './member.queries.js';
import {
  type Birthday,
  birthdayText,
  checkBirthday,
  checkCustomerId,
  checkDisplayName,
  checkLifetime,
} from './member.rules.js';

export interface MemberToken {
  token: string;
  expiresAt: Date;
  member: MemberFacts;
}

/** Signs a member in on the word of the brand's own backend. */
export async function createMemberToken(
  parts: MemberParts,
  wish: {
    programId: string;
    customerId: string;
    displayName: string | null;
    /** Absent: keep the one that is known. */
    birthday?: Birthday | null;
    lifetimeSeconds: number;
    now: Date;
  },
): Promise<MemberToken | Refused> {
  const checks = [
    checkCustomerId(wish.customerId),
    wish.displayName === null ? null : checkDisplayName(wish.displayName),
    wish.birthday ? checkBirthday(wish.birthday) : null,
    checkLifetime(wish.lifetimeSeconds),
  ];
  const refusals = checks.flatMap((check) => check?.refused ?? []);
  if (refusals.length > 0) return refuse(...refusals);
  const signing = await readProgram(parts.database, wish.programId);
  if (signing === null) return refuse({ code: 'NOT_FOUND', id: encodeId('program', wish.programId) });
  const birthday = wish.birthday ? birthdayText(wish.birthday) : null;
  const member = await ensureMember(parts, { ...wish, birthday }, wish.now);
  const seconds = Math.floor(wish.now.getTime() / 1_000);
  const expiresAt = seconds + wish.lifetimeSeconds;
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(encodeId('member', member.id))
    .setAudience(encodeId('program', wish.programId))
    .setIssuedAt(seconds)
    .setExpirationTime(expiresAt)
    .sign(signing.tokenSecret);
  return { token, expiresAt: new Date(expiresAt * 1_000), member };
}
