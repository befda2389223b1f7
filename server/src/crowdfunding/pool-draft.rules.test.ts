import { describe, expect, it } from 'vitest';
import { cleanPool, type PoolDraft, poolRefusals } from './pool-draft.rules.js';

const now = new Date('2026-11-22T00:00:00Z');
const words = (text: string) => ({ zh: text, en: text });
const draft: PoolDraft = {
  handle: 'piano',
  title: words('Piano'),
  summary: words(''),
  story: words(''),
  images: [],
  target: 1_000,
  least: 10,
  most: null,
  deadline: new Date('2026-11-23T00:00:00Z'),
  allotment: 'shared',
  terms: words('For all'),
  winners: null,
};
const wrong = (more: Partial<PoolDraft>) => poolRefusals({ ...draft, ...more }, now).map((r) => r.path);

describe('a new pool', () => {
  it('may be as it is meant', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ allotment: 'draw', winners: 3, most: 500 })).toEqual([]);
    expect(wrong({ allotment: 'volume', least: 100, most: 100 })).toEqual([]);
  });
  it('is told in both languages, whatever is told of it', () => {
    const half = { zh: '钢琴', en: '' };
    expect(wrong({ title: half, summary: half, story: half, terms: half })).toEqual([
      ['title', 'en'],
      ['summary', 'en'],
      ['story', 'en'],
      ['terms', 'en'],
    ]);
  });
  it('needs a deadline in the future', () => {
    expect(wrong({ deadline: now })).toEqual([['deadline']]);
  });
  it('has amounts that fit together', () => {
    expect(wrong({ target: 0, least: 1 })).toEqual([['target'], ['least']]);
    expect(wrong({ least: 1_001 })).toEqual([['least']]);
    expect(wrong({ least: 10, most: 9 })).toEqual([['most']]);
  });
  it('divides its target by the price, where everybody gets one', () => {
    expect(wrong({ allotment: 'volume', least: 300, most: 300 })).toEqual([['allotment']]);
    expect(wrong({ allotment: 'volume', least: 100, most: 200 })).toEqual([['allotment']]);
  });
  it('has winners where it is drawn, and nowhere else', () => {
    expect(wrong({ allotment: 'draw' })).toEqual([['winners']]);
    expect(wrong({ allotment: 'draw', winners: 101 })).toEqual([['winners']]);
    expect(wrong({ winners: 1 })).toEqual([['winners']]);
  });
  it('has no more winners than there can be pledges', () => {
    const drawn = { allotment: 'draw' as const, target: 1_000, least: 300 };
    expect(wrong({ ...drawn, winners: 4 })).toEqual([]);
    expect(wrong({ ...drawn, winners: 5 })).toEqual([['winners']]);
    expect(wrong({ ...drawn, winners: 5, least: 0 })).toEqual([['least']]);
  });
  it('says in words how it is allotted', () => {
    expect(wrong({ terms: words('') })).toEqual([
      ['terms', 'zh'],
      ['terms', 'en'],
    ]);
    expect(cleanPool({ ...draft, terms: words('  Sundays ') }).terms).toEqual(words('Sundays'));
    expect(wrong(cleanPool({ ...draft, terms: words('Sundays\0') }))).toEqual([['terms']]);
  });
});
