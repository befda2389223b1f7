import type { LocalizedText } from '../graphql/localized.js';
import { spelled } from '../platform/spoken.rules.js';
import type { RewardKind } from './reward.draft.js';
import type { Band } from './rewards.filter.js';

/** What kinds are called beside a list. */
export const kindLabels: Record<RewardKind, LocalizedText> = {
  physical: { zh: '实物', en: 'Goods' },
  virtual: { zh: '电子券码', en: 'Digital codes' },
  service: { zh: '服务', en: 'Services' },
  event_seat: { zh: '活动席位', en: 'Event seats' },
  partner_points: { zh: '伙伴积分', en: 'Partner points' },
};

/** What a band is called: the whole numbers of points that fall into it. */
export function bandLabel(band: Band): LocalizedText {
  if (band.pointsMax === null) {
    return { zh: `${spelled(band.pointsMin)} 积分及以上`, en: `${spelled(band.pointsMin)} points and more` };
  }
  if (band.pointsMin === 0) {
    return { zh: `${spelled(band.pointsMax)} 积分以下`, en: `Under ${spelled(band.pointsMax)} points` };
  }
  return {
    zh: `${spelled(band.pointsMin)}–${spelled(band.pointsMax)} 积分`,
    en: `${spelled(band.pointsMin)}–${spelled(band.pointsMax)} points`,
  };
}
