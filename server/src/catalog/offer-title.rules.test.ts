import { describe, expect, it } from 'vitest';
import { withVariant } from './offer-title.rules.js';

describe('the title of a variant of several', () => {
  it('is that of its reward and its own, in each language', () => {
    const title = withVariant({ zh: '袍子', en: 'Robe' }, { zh: '大', en: 'Large' });
    expect(title).toEqual({ zh: '袍子 · 大', en: 'Robe · Large' });
  });

  it('has each part in the other language where it was never written in this one', () => {
    const written = { zh: '袍子 · Large', en: '袍子 · Large' };
    expect(withVariant({ zh: '袍子', en: '' }, { zh: '', en: 'Large' })).toEqual(written);
  });

  it('is that of the reward alone where the variant has none', () => {
    expect(withVariant({ zh: '袍子', en: '' }, { zh: '', en: '' })).toEqual({ zh: '袍子', en: '袍子' });
  });
});
