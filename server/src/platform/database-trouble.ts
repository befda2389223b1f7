/**
 * What is wrong with the database for now, not with what it was asked: it is away, it does nothing (full, read-only, out of memory or
 * descriptors, told to give up), or others hold the rows.
 */
export type Trouble = 'away' | 'hindered' | 'contended';

const codes: readonly (readonly [Trouble, RegExp])[] = [
  ['away', /^(08...|25P03|57P0.|53300|ECONN[A-Z]+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E[A-Z]+UNREACH)$/],
  ['hindered', /^(53...|57014|25006|58030|EMFILE|ENFILE)$/],
  ['contended', /^(55P03|40001|40P01)$/],
];
const awayText =
  /Connection terminated|timeout exceeded when trying to connect|Client was closed|Client has encountered a connection error/;

/** Null where the error is of what was asked. */
export function databaseTrouble(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null;
  // Of work that failed in several places, as far as it is one thing.
  if (error instanceof AggregateError) {
    const [first, ...others] = error.errors.map(databaseTrouble);
    return first !== undefined && others.every((other) => other === first) ? first : null;
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const found = codes.find(([, pattern]) => pattern.test(code));
  return found?.[0] ?? (awayText.test(error.message) ? 'away' : null);
}

const told: Readonly<Record<Trouble, string>> = {
  away: 'The database cannot be reached',
  hindered: 'The database does nothing for now',
  contended: 'Rows are held by others for too long',
};

/** For operators, in a line that is the same for each row of a table. */
export function troubleLine(trouble: Trouble, error: Error): string {
  const where = 'where' in error && typeof error.where === 'string' ? error.where : '';
  const table = /in relation "([^"]+)"/.exec(where)?.[1];
  return `${told[trouble]}: ${error.message}${table === undefined ? '' : ` (${table})`}`;
}
