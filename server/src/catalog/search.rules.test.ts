import { describe, expect, it } from 'vitest';
import { searchTerms, searchVector, termQuery, tokens } from './search.rules.js';

describe('the words of a text', () => {
  it('are characters and pairs of neighbours in Chinese', () => {
    expect([...tokens('咖啡礼')]).toEqual(['咖', '啡', '礼', '咖啡', '啡礼']);
  });

  it('are lower-cased words in English', () => {
    expect([...tokens('Drip Coffee, gift-box!')]).toEqual(['drip', 'coffee', 'gift', 'box']);
  });

  it('do not pair characters across anything that is not Chinese', () => {
    expect(tokens('咖 啡').has('咖啡')).toBe(false);
    expect([...tokens('T恤XL')]).toEqual(['t', '恤', 'xl']);
  });

  it('are the same in full width and half width, with and without accents', () => {
    expect([...tokens('ＣＡＦÉ ５００')]).toEqual(['cafe', '500']);
  });

  it('keep rare characters outside the basic plane whole', () => {
    expect([...tokens('𠮷野')]).toEqual(['𠮷', '野', '𠮷野']);
  });

  it('are none in emoji and punctuation', () => {
    expect([...tokens('🎁 !! —— 。')]).toEqual([]);
  });
});

describe('a search vector', () => {
  it('weighs titles before labels before the body', () => {
    const vector = searchVector({ title: ['Mug'], labels: ['mug', 'home'], body: ['A mug'] });
    expect(vector).toBe("'mug':1A,2B,3C 'home':2B 'a':3C");
  });

  it('stays below what PostgreSQL can store, however long the text', () => {
    const body = Array.from({ length: 300_000 }, (_, at) => `word${at}`).join(' ');
    expect(searchVector({ title: [], labels: [], body: [body] }).length).toBeLessThan(200_000);
    const [longest] = tokens('x'.repeat(100_000));
    expect(longest).toHaveLength(64);
  });
});

describe('a search query', () => {
  const wanted = (query: string) => searchTerms(query).map(termQuery);

  it('wants every pair of neighbours', () =>
    expect(wanted('挂耳咖啡')).toEqual(["'挂耳'", "'耳咖'", "'咖啡'"]));
  it('takes a lone Chinese character', () => expect(wanted('茶')).toEqual(["'茶'"]));
  it('takes the beginning of a word', () => expect(wanted('Coff')).toEqual(["'coff':*"]));
  it('mixes scripts', () => expect(wanted('coffee礼盒')).toEqual(["'coffee':*", "'礼盒'"]));
  it('finds nothing when nothing can be searched for', () => expect(wanted(' ?!🎁 ')).toEqual([]));

  it('holds no character that a query language would read', () => {
    const hostile = `a' | b:* & !c \\ <-> ) ( "d" ; DROP TABLE reward; -- \u0000 咖'啡`;
    expect(wanted(hostile).join()).toMatch(/^'[\p{L}\p{N}]+'(:\*)?(,'[\p{L}\p{N}]+'(:\*)?)*$/u);
  });

  it('is cut to a size that cannot hurt', () => {
    const query = '春夏秋冬'.repeat(10) + Array.from({ length: 500 }, (_, at) => ` w${at}`).join('');
    expect(searchTerms(query)).toHaveLength(32);
  });
});
