import type { achievementZh } from './zh.js';

export const achievementEn: typeof achievementZh = {
  title: 'Achievements',
  empty: 'Nothing here yet',
  emptyText: 'Check-ins, exchanges and gifts leave their mark.',
  earned: (count, all) => `${count} of ${all} earned`,
  on: (date) => `Earned ${date}`,
  progress: (title) => `Progress to ${title}`,
  said: {
    TIER: (done, of) => `Score ${done} of ${of}`,
    CHECK_IN: (done, of) => `${done} / ${of} days`,
    EXCHANGE: (done, of) => `${done} / ${of}`,
    GIFT: (done, of) => `${done} / ${of}`,
    PROJECT: (done, of) => `${done} / ${of} causes`,
    POOL: (done, of) => `${done} / ${of} pools`,
    BALLOT: (done, of) => `${done} / ${of} campaigns`,
    MEMBERSHIP: (done, of) => `${done} / ${of} days`,
  },
};
