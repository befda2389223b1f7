import { z } from 'zod';
import { localizedText } from '../graphql/localized.js';
import type { Queryable } from '../platform/database.js';
import type { Program } from './program.js';
import { parseRules } from './rules.js';

type ProgramColumns = {
  id: string;
  handle: string;
  name: unknown;
  default_language: string;
  time_zone: string;
  currency: string;
  rules: unknown;
  token_secret: Buffer;
};

/** A program with the secret that signs its member tokens; never leaves the server's own code. */
export interface SigningProgram {
  program: Program;
  tokenSecret: Uint8Array;
}

const language = z.enum(['zh', 'en']);

export async function readProgram(database: Queryable, id: string): Promise<SigningProgram | null> {
  const [row] = await database.query<ProgramColumns>(
    `SELECT id, handle, name, default_language, time_zone, currency, rules, token_secret
       FROM program WHERE id = $1`,
    [id],
  );
  return row === undefined ? null : fromRow(row);
}

function fromRow(row: ProgramColumns): SigningProgram {
  return {
    program: {
      id: row.id,
      handle: row.handle,
      name: localizedText.parse(row.name),
      defaultLanguage: language.parse(row.default_language),
      timeZone: row.time_zone,
      currency: row.currency,
      rules: parseRules(row.rules),
    },
    tokenSecret: row.token_secret,
  };
}
