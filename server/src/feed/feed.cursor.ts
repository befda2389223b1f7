import { GraphQLError } from 'graphql';

/** Where one stands in a program's feed. */
export interface FeedPlace {
  position: number;
  /**
   * When the last entry of the program up to there was written, in milliseconds. When the database had to go back to a backup, or to a
   * standby that had not heard the last of it, positions are given again, to other entries. Null: no such entry was kept. Undefined:
   * not known, in cursors from before it was told.
   */
  writtenAt: number | null | undefined;
}

/** The place as partners see it: opaque text. */
export function feedCursor({ position, writtenAt }: FeedPlace): string {
  const known = writtenAt === undefined ? '' : `:${writtenAt ?? ''}`;
  return Buffer.from(`feed:${position}${known}`).toString('base64url');
}

/** Null when this is not a cursor of the feed. */
export function feedPlace(cursor: string): FeedPlace | null {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, position, writtenAt] = /^feed:(\d{1,15})(?::(\d{0,15}))?$/.exec(text) ?? [];
  if (position === undefined) return null;
  const moment = writtenAt === '' ? null : Number(writtenAt);
  return { position: Number(position), writtenAt: writtenAt === undefined ? undefined : moment };
}

/** What follows the cursor is not kept any more, or never was there: start again from a snapshot. */
export function cursorExpired(): GraphQLError {
  return new GraphQLError(
    'The feed behind this cursor is not kept any more; start again from stockFeedSnapshot.',
    { extensions: { code: 'CURSOR_EXPIRED' } },
  );
}
