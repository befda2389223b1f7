import { pointsEn } from '../texts/plural.js';
import type { votingZh } from './zh.js';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const votingEn: typeof votingZh = {
  kicker: 'You choose the next one',
  ballots: (count) => (count === '1' ? '1 ballot' : `${count} ballots`),
  left: (days, hours) =>
    days > 0
      ? `${plural(days, 'day', 'days')} left`
      : hours > 0
        ? `${plural(hours, 'hour', 'hours')} left`
        : 'Ends any moment',
  over: 'Over',
  hidden: 'The result is told at the end',
  noneYet: 'Nobody has voted yet. Be the first.',
  noWinner: 'Nobody voted, so there is no result.',
  share: (percent) => `${percent}%`,
  shareAndBallots: (percent, ballots) =>
    `${percent}% · ${ballots === '1' ? '1 ballot' : `${ballots} ballots`}`,
  both: (one, other) => `${one}, ${other}`,
  bar: (title) => `Share of ${title}`,
  interest: (pieces) => (pieces === '1' ? '1 piece wanted' : `${pieces} pieces wanted`),
  planned: (points) => `Planned price: about ${pointsEn(points)}`,
  choose: 'Which one do you want?',
  mine: 'Your choice',
  won: 'Winner',
  quantity: 'How many would you exchange?',
  points: 'How many points to put in',
  pointsHint: (points) => `Put in ${pointsEn(points)} (not given back)`,
  pointsMore: (points) => `Put in ${points} more points (not given back)`,
  fewer: 'Fewer',
  more: 'More',
  weighs: {
    BALLOT: 'One member, one ballot',
    COUNTED: 'Weighs as much as the points you have; nothing is taken',
    SPENT: 'Weighs as much as the points you put in',
  },
  counted: (points) => `Weighs as much as the ${pointsEn(points)} you have; nothing is taken`,
  changeable: 'Can be changed until the end',
  final: 'Cannot be changed afterwards',
  forTier: (title) => `For ${title} members and above`,
  until: (date) => `Until ${date}`,
  vote: 'Vote',
  pick: 'Choose one to vote',
  change: 'Change my ballot',
  voted: 'You have voted',
  voting: 'Voting…',
  signIn: 'Sign in to vote',
  thanks: (title) => `Your ballot is for ${title}`,
  coming: (title, date) => `${title} is coming on ${date}`,
  comingMine: (date) => `Your choice is coming on ${date}`,
  see: 'Have a look',
  own: {
    title: 'My votes',
    empty: 'No votes yet',
    emptyText: 'What comes next is up to you: cast a ballot.',
    chose: (title) => `Voted for “${title}”`,
    spent: (points) => `${pointsEn(points)} put in`,
    pieces: (pieces) => `would exchange ${pieces}`,
  },
  story: 'About this vote',
  missing: 'We could not find this vote',
  missingText: 'It may be over.',
  loading: 'Opening the vote',
  announce: (title, winner) => `${title}: ${winner} has won`,
};
