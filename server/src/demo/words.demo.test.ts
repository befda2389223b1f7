import { describe, expect, it } from 'vitest';
import { breaking, rewards, twice } from './demo.test-kit.js';
import type { DemoProgram, DemoReward, Text } from './demo.types.js';
import type { DemoProject } from './donation.demo.js';
import { demoPrograms } from './programs.js';
import type { DemoCampaign } from './voting.demo.js';

const han = /\p{Script=Han}/u;

function programTexts(program: DemoProgram): Text[] {
  return [
    program.name,
    program.tagline,
    program.shippingTerms,
    program.ladder.goldContact,
    program.ladder.diamondContact,
    ...program.categories.map((category) => category.title),
    ...program.zones.flatMap((zone) => [zone.title, zone.description]),
    ...program.members.flatMap((member) => [
      member.displayName,
      member.note,
      ...member.grants.map((grant) => grant.note),
    ]),
  ];
}

function projectTexts({ title, summary, story, recipient, ...told }: DemoProject): Text[] {
  const steps = told.milestones.map((milestone) => milestone.title);
  const news = told.news.flatMap((one) => [one.title, one.body]);
  return [title, summary, story, recipient, ...steps, ...news];
}

function campaignTexts({ title, summary, story, candidates }: DemoCampaign): Text[] {
  return [title, summary, story, ...candidates.flatMap((one) => [one.title, one.summary, one.description])];
}

function variantTexts(reward: DemoReward): Text[] {
  return reward.variants.flatMap((variant) => [
    variant.title,
    ...variant.options.flatMap((option) => [option.name, option.value]),
    ...variant.pricePlans.flatMap((plan) => (plan.label ? [plan.label] : [])),
  ]);
}

describe('the words', () => {
  it('every reward has a title, a summary and a description in both languages', () => {
    const written = (words: Text) => han.test(words.zh) && /[a-z]{2}/.test(words.en) && !han.test(words.en);
    expect(breaking((one) => [one.title, one.summary, one.description].every(written))).toEqual([]);
  });

  it('every other text is written in both languages and English has no Chinese in it', () => {
    const texts = [
      ...demoPrograms.flatMap(programTexts),
      ...demoPrograms.flatMap(({ projects }) => projects.flatMap(projectTexts)),
      ...demoPrograms.flatMap(({ campaigns }) => campaigns.flatMap(campaignTexts)),
      ...demoPrograms
        .flatMap(({ pools }) => pools)
        .flatMap(({ title, summary, story, terms }) => [title, summary, story, terms]),
      ...rewards.flatMap((reward) => [...reward.tags, ...variantTexts(reward)]),
    ];
    for (const words of texts) {
      expect(words.zh.trim()).not.toBe('');
      expect(words.en.trim()).not.toBe('');
      expect(words.en).not.toMatch(han);
    }
  });

  it('no two rewards share a title or a summary', () => {
    expect(twice(rewards.flatMap((reward) => [reward.title.zh, reward.summary.zh]))).toEqual([]);
    expect(twice(rewards.flatMap((reward) => [reward.title.en, reward.summary.en]))).toEqual([]);
  });
});
