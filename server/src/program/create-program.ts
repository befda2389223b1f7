import { z } from 'zod';
import { isCurrency } from '../platform/currency.rules.js';
import { refuse } from '../platform/refusal.js';
import type { Refused } from '../platform/refusal.js';
import type { Database } from '../platform/database.js';
import { encodeId } from '../platform/ids.js';
import type { NewId } from '../platform/ids.js';
import type { Random } from '../platform/random.js';
import { localizedText } from '../graphql/localized.js';
import { AccessKeyRow } from './access-key.entity.js';
import type { AccessKeyKind } from './access-key.entity.js';
import { hashKey, keyHint, makeKey } from './access-key.js';
import { recordAudit } from './audit.js';
import { ProgramRow } from './program.entity.js';
import { rulesShape } from './rules.js';

const timeZone = z.string().refine(isTimeZone, 'is not the name of a time zone, such as Asia/Shanghai');

const settingsShape = z.object({
  handle: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'may have 1 to 40 lower-case letters, digits and hyphens'),
  name: localizedText.refine((name) => name.zh !== '' || name.en !== '', 'must not be empty'),
  defaultLanguage: z.enum(['zh', 'en']).default('zh'),
  timeZone: timeZone.default('Asia/Shanghai'),
  currency: z.string().refine(isCurrency, 'is not a code of ISO 4217, such as CNY').default('CNY'),
  /** Any part of the rules; the rest are defaults. */
  rules: rulesShape.partial().optional(),
});

export type ProgramSettings = z.input<typeof settingsShape>;
export type ProgramKeys = Record<AccessKeyKind, string>;

export interface CreatedProgram {
  id: string;
  /** The raw keys: they are not stored, so this is the only time they can be told. */
  keys: ProgramKeys;
}

export interface CreateProgramParts {
  database: Database;
  newId: NewId;
  random: Random;
  now: Date;
}

/** Makes a mall with one key of each kind; the demo gives its well-known keys, everyone else gets random ones. */
export async function createProgram(
  parts: CreateProgramParts,
  given: ProgramSettings,
  keys?: ProgramKeys,
): Promise<CreatedProgram | Refused> {
  const parsed = settingsShape.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const text = `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}.`;
    return refuse({
      code: 'INVALID_INPUT',
      reason: { zh: text, en: text },
      path: issue?.path.map(String) ?? [],
    });
  }
  const settings = parsed.data;
  const id = parts.newId();
  const made: ProgramKeys = keys ?? {
    publishable: makeKey('publishable', parts.random),
    secret: makeKey('secret', parts.random),
    partner: makeKey('partner', parts.random),
  };
  return parts.database.orm.transaction(async (manager) => {
    const row = {
      ...settings,
      rules: settings.rules ?? {},
      id,
      tokenSecret: Buffer.from(parts.random.bytes(32)),
      createdAt: parts.now,
    };
    const insert = manager
      .createQueryBuilder()
      .insert()
      .into(ProgramRow)
      .values(row)
      .orIgnore()
      .returning('id');
    const written: unknown = (await insert.execute()).raw;
    if (Array.isArray(written) && written.length === 0) {
      return refuse({ code: 'ALREADY_EXISTS', id: settings.handle });
    }
    await manager.insert(AccessKeyRow, keyRows(parts, id, made));
    await recordAudit(manager, parts.newId, {
      programId: id,
      actor: 'program:create',
      action: 'programCreate',
      subject: encodeId('program', id),
      after: { handle: settings.handle, name: settings.name },
      at: parts.now,
    });
    return { id, keys: made };
  });
}

function keyRows(parts: CreateProgramParts, programId: string, keys: ProgramKeys) {
  return (['publishable', 'secret', 'partner'] as const).map((kind) => ({
    id: parts.newId(),
    programId,
    kind,
    label: kind,
    hash: hashKey(keys[kind]),
    hint: keyHint(keys[kind]),
    scopes: kind === 'partner' ? ['stock_feed'] : [],
    createdAt: parts.now,
    expiresAt: null,
    revokedAt: null,
  }));
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
