import { GraphQLError } from 'graphql';

/** Where one stands in the feed, as partners see it: opaque text. */
export function feedCursor(position: number): string {
  return Buffer.from(`feed:${position}`).toString('base64url');
}

/** Null when this is not a cursor of the feed. */
export function feedPosition(cursor: string): number | null {
  const digits = /^feed:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  return digits === undefined ? null : Number(digits);
}

/** What follows the cursor is not kept any more, or never was there: start again from a snapshot. */
export function cursorExpired(): GraphQLError {
  return new GraphQLError(
    'The feed behind this cursor is not kept any more; start again from stockFeedSnapshot.',
    { extensions: { code: 'CURSOR_EXPIRED' } },
  );
}
