import type { LocalizedText } from '../graphql/localized.js';
import { encodeId } from '../platform/ids.js';
import { refuse, type Refused } from '../platform/refusal.js';
import { changeCatalog, type CatalogParts, type Operator } from './catalog-change.js';
import { isEmpty } from './draft-texts.rules.js';
import { shelfRefusals, unknownTier } from './draft.rules.js';
import { cleanLine, cleanWords } from '../platform/content.rules.js';
import { ZoneEntity } from './zone.entity.js';

export interface ZoneDraft {
  key: string;
  title: LocalizedText;
  description: LocalizedText | null;
  position: number;
  tier: string | null;
}

/** Adds a zone under a key that no other zone of the program has. */
export async function createZone(
  parts: CatalogParts,
  operator: Operator,
  given: ZoneDraft,
): Promise<{ zoneId: string } | Refused> {
  const draft = cleanZone(given);
  const wrong = shelfRefusals(draft);
  if (wrong.length > 0) return refuse(...wrong);
  return changeCatalog(parts, operator, async (change) => {
    const unknown = unknownTier(change.tiers, draft.tier, ['tier']);
    if (unknown !== null) return refuse(unknown);
    const programId = operator.program.id;
    const taken = await change.manager.findOneBy(ZoneEntity, { programId, key: draft.key });
    if (taken !== null) {
      return refuse({ code: 'ALREADY_EXISTS', id: encodeId('zone', taken.id), path: ['key'] });
    }
    const zoneId = change.newId();
    await change.manager.insert(ZoneEntity, { id: zoneId, programId, ...draft });
    await change.audit('zoneCreate', encodeId('zone', zoneId), null, draft);
    return { zoneId };
  });
}

/** The same zone as it can be stored; a description that is empty in both languages is none. */
export function cleanZone({ key, title, description, position, tier }: ZoneDraft): ZoneDraft {
  const said = description === null ? null : cleanWords(description);
  return {
    key: cleanLine(key),
    title: cleanWords(title),
    description: said === null || isEmpty(said) ? null : said,
    position,
    tier,
  };
}
