import { createHash } from 'node:crypto';

// Without letters and digits that look alike.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Codes for a demo pool, such as `7KQ2-M9XA-4TRF`: they look real, and the same pool always gets the same ones. */
export function demoCodes(pool: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const bytes = createHash('sha256').update(`${pool} ${at}`).digest().subarray(0, 12);
    const text = [...bytes].map((byte) => letters[byte % letters.length]).join('');
    return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
  });
}
