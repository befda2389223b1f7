import { isDeepStrictEqual } from 'node:util';
import { encodeId } from '../platform/ids.js';
import { refuse, type Refused } from '../platform/refusal.js';
import { type CatalogChange, changeCatalog, type CatalogParts, type Operator } from './catalog-change.js';
import { cleanZone, type ZoneDraft } from './create-zone.js';
import { shelfRefusals, unknownTier } from './draft.rules.js';
import { ZoneEntity } from './zone.entity.js';

/** What of a zone is to change; what is absent stays. Its key stays always. */
export type ZoneChanges = Partial<Omit<ZoneDraft, 'key'>>;

/** Changes a zone; exchanges of what stands in it wait while its tier changes. */
export function updateZone(
  parts: CatalogParts,
  operator: Operator,
  zoneId: string,
  changes: ZoneChanges,
): Promise<{ zoneId: string } | Refused> {
  return changeCatalog(parts, operator, async (change) => {
    const mine = { id: zoneId, programId: operator.program.id };
    const stored = await change.manager.findOneBy(ZoneEntity, mine);
    const subject = encodeId('zone', zoneId);
    if (stored === null) return refuse({ code: 'NOT_FOUND', id: subject, path: ['id'] });
    const { key, title, description, position, tier } = stored;
    const before: ZoneDraft = { key, title, description, position, tier };
    const after = cleanZone({ ...before, ...changes });
    // The tier that the zone has may stay, though the rules know it no longer.
    const unknown = after.tier === before.tier ? null : unknownTier(change.tiers, after.tier, ['tier']);
    const wrong = [...shelfRefusals(after), ...(unknown === null ? [] : [unknown])];
    if (wrong.length > 0) return refuse(...wrong);
    if (isDeepStrictEqual(after, before)) return { zoneId };
    const concerned = after.tier === before.tier ? [] : await variantsIn(change, zoneId);
    await change.lock(concerned);
    await change.manager.update(ZoneEntity, mine, after);
    // Whom a reward is for is no part of what partners are told.
    change.changed(concerned, null);
    await change.audit('zoneUpdate', subject, before, after);
    return { zoneId };
  });
}

/** What exchanges are decided on by the tier of the zone. */
async function variantsIn({ client }: CatalogChange, zoneId: string): Promise<string[]> {
  const rows = await client.query<{ id: string }>(
    'SELECT v.id FROM reward_zone z JOIN variant v ON v.reward_id = z.reward_id WHERE z.zone_id = $1',
    [zoneId],
  );
  return rows.map(({ id }) => id);
}
