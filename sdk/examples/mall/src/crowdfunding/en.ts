import { pointsEn } from '../texts/plural.js';
import type { crowdfundingZh } from './zh.js';

/** What the mall says about pools in English. */
export const crowdfundingEn: typeof crowdfundingZh = {
  progress: (title) => `Pledged for ${title}`,
  said: (percent, pledged, target) => `${percent}: ${pledged} of ${target} points`,
  pledged: (pledged, target) => `${pledged} of ${target} points`,
  left: (left) => `${pointsEn(left)} to go`,
  time: (days, hours) => {
    if (hours < 1) return 'Closing soon';
    const [count, unit] = days > 0 ? [days, 'day'] : [hours, 'hour'];
    return `${count} ${unit}${count === 1 ? '' : 's'} left`;
  },
  state: {
    OPEN: '',
    SUCCEEDED: 'Full! Points are being taken',
    COMPLETED: 'Full',
    FAILED: 'It did not come about; points are coming back',
    RELEASED: 'It did not come about; points are back',
  },
  kind: { SHARED: 'Shared by all', DRAW: 'By draw', VOLUME: 'One for each' },
  backers: (count) => (count === '1' ? '1 backer' : `${count} backers`),
  until: (date) => `Until ${date}`,
  terms: 'Who gets it',
  story: 'The story',
  amount: 'How many points',
  raiseAmount: 'Raise to how many points',
  pledge: (points) => `Pledge ${pointsEn(points)}`,
  raise: (points) => `Raise to ${pointsEn(points)}`,
  held: 'Held now, taken only when full',
  working: 'One moment…',
  withdraw: 'Withdraw',
  withdrawAsk: 'Withdraw your pledge? Your points are back at once.',
  withdrawKeep: 'Keep it',
  withdrawn: 'Withdrawn, your points are back',
  joined: (points, number) => `You are in: ${pointsEn(points)}, number ${number}`,
  mine: (points, number) => `You pledged ${pointsEn(points)} · you are number ${number}`,
  allotted: 'You get it!',
  signIn: 'Sign in to pledge',
  own: {
    title: 'My pledges',
    empty: 'No pledges yet',
    emptyText: 'What you pledge to will be listed here.',
    number: (number) => `No. ${number}`,
    state: {
      HELD: 'held until it is full',
      WITHDRAWN: 'withdrawn',
      CAPTURED: 'full, points taken',
      RELEASED: 'it did not come about, points returned',
    },
  },
  draw: 'A draw you can check',
  fingerprint: (hash) => `Fingerprint of the seed ${hash}`,
  winners: (numbers) => `Drawn: No. ${numbers.join(', ')}`,
  verify: 'Verify it yourself',
  verified: (numbers) => `It matches: the published seed gives No. ${numbers.join(', ')}`,
  faults: {
    seed: 'The published seed does not match the fingerprint shown before the draw',
    sum: 'The published entries do not add up to the target',
    own: 'Your own pledge is not among the published entries',
    winners: 'The winners do not follow from the published seed',
  },
  kept: 'This browser noted the fingerprint while the pool was open, and the entries add up to the target.',
  notKept:
    'This browser did not see the pool while it was open, so it compares with the fingerprint shown now.',
  cancelled: 'It was called off',
  settled: 'What became of the points',
  missing: 'We could not find this pool',
  missingText: 'It may have been taken down.',
  loading: 'Opening the pool',
};
