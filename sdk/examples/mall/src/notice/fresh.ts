import type { Notice } from '@jifen/sdk';

/** A notice, and whether the member had not read it when they opened the sheet. */
export type Told = Notice & { readonly isNew: boolean };

/** What one opening of the sheet remembers, since opening it marks everything as read. */
export interface Opening {
  /** How many were unread behind the first page. */
  readonly behind: number;
  /** The moment at which this opening marked them all; null until a page behind the first tells it. */
  readonly markedAt: string | null;
}

/** Of the first page, which is read before anything is marked. */
export function firstTold(notices: readonly Notice[], unread: number): { told: Told[]; opening: Opening } {
  const told = notices.map((notice) => ({ ...notice, isNew: notice.readAt === null }));
  return { told, opening: { behind: unread - told.filter(({ isNew }) => isNew).length, markedAt: null } };
}

/**
 * Of a page behind the first. It may be read after the marking, which gave one moment to all that were unread: the latest on the
 * page, as whatever was read before has an earlier one.
 */
export function laterTold(notices: readonly Notice[], opening: Opening): { told: Told[]; opening: Opening } {
  const latest = notices.reduce<string | null>(
    (found, { readAt }) => (readAt !== null && (found === null || readAt > found) ? readAt : found),
    null,
  );
  const markedAt = opening.markedAt ?? (opening.behind > 0 ? latest : null);
  const told = notices.map((notice) => ({
    ...notice,
    isNew: notice.readAt === null || notice.readAt === markedAt,
  }));
  return { told, opening: { ...opening, markedAt } };
}
