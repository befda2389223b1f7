import { searchVector } from '@jifen/server/catalog/search.rules.js';
import {
  categories,
  descriptions,
  materials,
  nameOf,
  qualities,
  summaries,
  tags,
  things,
} from './catalog.words.js';
import type { Word } from './catalog.words.js';

/** What rewards are made from: the nth reward is the nth prototype (going round) with a series and a model of its own. */
export interface Prototype {
  title: Text;
  summary: Text;
  description: Text;
  tags: Text[];
  category: number;
  kind: string;
  points: number;
  twoSizes: boolean;
  search: string;
}

/** A name beside the prototype's words: in the title, or in Chinese in the title and in English in the description. */
export interface Name extends Text {
  search: string;
}

interface Text {
  zh: string;
  en: string;
}

export const sizes: readonly Word[] = [
  ['大号', 'Large'],
  ['小号', 'Small'],
];

const kinds = ['physical', 'physical', 'physical', 'virtual', 'service'] as const;

export function prototype(nth: number): Prototype {
  // Steps that share no factor with the lengths of the lists, so that all combinations come up.
  const pick = (list: readonly Word[], step: number): Word => list[(nth * step) % list.length] ?? ['', ''];
  const thing = nth % 4 === 0 ? things[(nth / 4) % 3] : things[3 + ((nth * 7) % (things.length - 3))];
  const [quality, material, noun] = [pick(qualities, 3), pick(materials, 5), thing ?? ['', '']];
  const [summary, description, tag] = [pick(summaries, 2), pick(descriptions, 5), pick(tags, 3)];
  const category = (nth * 3) % categories.length;
  const twoSizes = nth % 4 === 1;
  const title = { zh: quality[0] + material[0] + noun[0], en: `${quality[1]} ${material[1]} ${noun[1]}` };
  return {
    title,
    summary: text(summary),
    description: text(description),
    tags: [text(tag)],
    category,
    kind: kinds[nth % kinds.length] ?? 'physical',
    points: 50 + ((nth * 131) % 97) * 25,
    twoSizes,
    search: searchVector({
      title: [title.zh, title.en],
      labels: [...tag, ...(categories[category] ?? []), ...(twoSizes ? sizes.flat() : [])],
      body: [...summary, ...description],
    }),
  };
}

export function series(nth: number): Name {
  const name = text(nameOf(nth, 2));
  return { ...name, search: searchVector({ title: [name.zh, name.en], labels: [], body: [] }) };
}

export function model(nth: number): Name {
  const name = text(nameOf(1_000 + nth, 3));
  return { ...name, search: searchVector({ title: [name.zh], labels: [], body: [name.en] }) };
}

function text([zh, en]: Word): Text {
  return { zh, en };
}
