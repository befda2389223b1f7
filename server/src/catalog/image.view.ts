import { type Language, localize } from '../graphql/localized.js';
import type { Picture } from '../platform/content.rules.js';
import type { Image } from './reward.types.js';

/** Pictures as they are shown in one language. */
export function imageViews(images: readonly Picture[], language: Language): Image[] {
  return images.map(({ url, alt }) => ({ url, alt: localize(alt, language) }));
}
