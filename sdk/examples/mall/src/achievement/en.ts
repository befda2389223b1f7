import { plural } from '../texts/plural.js';
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
    CHECK_IN: (done, of) => `${done} of ${of} ${plural(of, 'day', 'days')}`,
    EXCHANGE: (done, of) => `${done} of ${of} ${plural(of, 'exchange', 'exchanges')}`,
    GIFT: (done, of) => `${done} of ${of} ${plural(of, 'gift', 'gifts')}`,
    PROJECT: (done, of) => `${done} of ${of} ${plural(of, 'cause', 'causes')}`,
    POOL: (done, of) => `${done} of ${of} ${plural(of, 'pool', 'pools')}`,
    BALLOT: (done, of) => `${done} of ${of} ${plural(of, 'vote', 'votes')}`,
    MEMBERSHIP: (done, of) => `${done} of ${of} ${plural(of, 'day', 'days')}`,
  },
};
