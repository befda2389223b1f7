import { describe, expect, it } from 'vitest';
import {
  cleanProject,
  milestoneTitleRefusals,
  newsRefusals,
  type ProjectDraft,
  projectRefusals,
} from './project.rules.js';

const now = new Date('2026-11-22T04:00:00Z');
const words = (text: string) => ({ zh: text, en: text });
const chinese = (text: string) => ({ zh: text, en: '' });
const nothing = words('');
const draft: ProjectDraft = {
  handle: 'spring',
  title: words('阅览室'),
  summary: nothing,
  story: nothing,
  recipient: words('三所小学'),
  images: [{ url: '/picture.svg', alt: nothing }],
  goal: 1_000,
  overFunding: 'accept',
  least: 1,
  endsAt: null,
  milestones: [],
};
const paths = (more: Partial<ProjectDraft>) =>
  projectRefusals({ ...draft, ...more }, now).map((refusal) => refusal.path?.join('.'));

describe('a new project', () => {
  it('may be told in few words and without an end', () => expect(paths({})).toEqual([]));

  it.each<[string, Partial<ProjectDraft>, string[]]>([
    ['a title', { title: nothing }, ['title.zh', 'title.en']],
    ['a title for every reader', { title: chinese('阅览室') }, ['title.en']],
    ['a summary for every reader, if any', { summary: { zh: '', en: 'Rooms' } }, ['summary.zh']],
    ['a story for every reader, if any', { story: chinese('从前') }, ['story.en']],
    ['somebody who gets it', { recipient: nothing }, ['recipient.zh', 'recipient.en']],
    ['somebody whom every reader can name', { recipient: chinese('小学') }, ['recipient.en']],
    ['a handle for addresses', { handle: 'no spaces' }, ['handle']],
    ['a goal', { goal: 0, least: 1 }, ['goal', 'least']],
    ['a goal that is a whole number', { goal: 1.5 }, ['goal']],
    ['a least gift of a point', { least: 0 }, ['least']],
    ['a least gift within the goal', { least: 1_001 }, ['least']],
    ['an end in the future', { endsAt: now }, ['endsAt']],
    ['pictures with an address', { images: [{ url: 'javascript:1', alt: nothing }] }, ['images']],
    [
      'pictures described for every reader',
      { images: [{ url: '/picture.svg', alt: chinese('窗') }] },
      ['images.0.alt.en'],
    ],
    ['texts of reasonable length', { title: words('长'.repeat(301)) }, ['title']],
  ])('needs %s', (_what, more, expected) => expect(paths(more)).toEqual(expected));

  it('has milestones that rise, each with a title', () => {
    const milestones = [10, 20, 20].map((points) => ({ points, title: words('里程碑') }));
    expect(paths({ milestones })).toEqual(['milestones.2.points']);
    expect(paths({ milestones: [{ points: 10, title: chinese('书架') }] })).toEqual([
      'milestones.0.title.en',
    ]);
    expect(paths({ milestones: [{ points: 0, title: words('里程碑') }] })).toEqual(['milestones.0.points']);
  });

  it('has no milestone that nobody can reach', () => {
    const milestones = [{ points: 1_001, title: words('里程碑') }];
    expect(paths({ milestones })).toEqual([]);
    expect(paths({ milestones, overFunding: 'stop' })).toEqual(['milestones.0.points']);
    expect(paths({ milestones, overFunding: 'stop', goal: 1_001 })).toEqual([]);
  });

  it('is trimmed, and refused with what cannot be kept', () => {
    const clean = cleanProject({ ...draft, handle: ' spring ', title: words(' 阅览室 ') });
    expect([clean.handle, clean.title.zh]).toEqual(['spring', '阅览室']);
    expect(paths(cleanProject({ ...draft, title: words('阅\0览室') }))).toEqual(['title']);
  });
});

it('a milestone is given one new title at a time', () => {
  const titles = [20, 10, 20].map((points) => ({ points, title: words('里程碑') }));
  const wrong = milestoneTitleRefusals(titles, [{ points: 10 }, { points: 20 }]);
  expect(wrong.map((r) => r.path)).toEqual([['milestones', '2', 'points']]);
});

describe('news', () => {
  it('has a title, and is told to every reader', () => {
    const wrong = newsRefusals({ title: nothing, body: chinese('书到了'), images: [] });
    expect(wrong.map((r) => r.path)).toEqual([
      ['title', 'zh'],
      ['title', 'en'],
      ['body', 'en'],
    ]);
    expect(newsRefusals({ title: words('到货'), body: nothing, images: [] })).toEqual([]);
  });
});
