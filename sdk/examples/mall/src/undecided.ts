import { isRecord } from './is-record.js';

/** What was asked for, under which idempotency key, and when. */
export interface Undecided {
  readonly what: string;
  readonly key: string;
  readonly at: number;
}

export function isUndecided(value: unknown): value is Undecided {
  return (
    isRecord(value) &&
    typeof value['what'] === 'string' &&
    typeof value['key'] === 'string' &&
    typeof value['at'] === 'number'
  );
}
