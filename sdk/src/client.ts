import { achievements } from './achievement/achievement.js';
import { categories, reward, rewards, zones, zonesWithRewards } from './catalog/catalog.js';
import {
  drawEntries,
  pledge,
  pledges,
  pool,
  pools,
  watchPoolProgress,
  withdrawPledge,
} from './crowdfunding/crowdfunding.js';
import {
  donation,
  donationGifts,
  donationNews,
  donationProject,
  donationProjects,
  donations,
  giveDonation,
  watchDonationProgress,
} from './donation/donation.js';
import { checkIn, checkInState } from './earning/earning.js';
import { cancel, exchange, exchanges, pay, redeem } from './exchange/exchange.js';
import { stockFeedSnapshot, watchBalance, watchExchange, watchStock, watchStockFeed } from './live/live.js';
import { member } from './member/member.js';
import { markNoticesRead, notices } from './notice/notice.js';
import { balance, statement } from './points/points.js';
import { program } from './program/program.js';
import { benefitUsage, memberTier, tierRules, tiers } from './tier/tier.js';
import { type Client, type ClientOptions, createClient } from './transport/fetch.js';
import type { LanguageCode } from './transport/session.js';
import { createLive, type Live } from './transport/socket.js';
import { ballots, castVote, voteCampaign, voteCampaigns, watchVoteTally } from './voting/voting.js';

/** Everything after the first parameter: what is left to say once an operation is tied to its mall. */
type Tied<Operation> = Operation extends (to: never, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

/** A whole mall in one object. Each member is the function of the same description, tied to this mall. */
export interface Mall {
  /** The settings of the mall. */
  readonly program: Tied<typeof program>;
  /** Who is signed in, or null. */
  readonly member: Tied<typeof member>;
  /** The member's special awards, earned and on their way. */
  readonly achievements: Tied<typeof achievements>;
  /** What the member was told. */
  readonly notices: Tied<typeof notices>;
  /** Marks what the member was told as read. */
  readonly markNoticesRead: Tied<typeof markNoticesRead>;
  /** Rewards, zones and categories. */
  readonly catalog: {
    readonly rewards: Tied<typeof rewards>;
    readonly reward: Tied<typeof reward>;
    readonly zones: Tied<typeof zones>;
    readonly zonesWithRewards: Tied<typeof zonesWithRewards>;
    readonly categories: Tied<typeof categories>;
  };
  /** The member's points. */
  readonly points: {
    readonly balance: Tied<typeof balance>;
    readonly statement: Tied<typeof statement>;
  };
  /** What members make possible together, or not at all. */
  readonly crowdfunding: {
    readonly pools: Tied<typeof pools>;
    readonly pool: Tied<typeof pool>;
    readonly pledge: Tied<typeof pledge>;
    readonly withdraw: Tied<typeof withdrawPledge>;
    readonly list: Tied<typeof pledges>;
    readonly entries: Tied<typeof drawEntries>;
  };
  /** Good causes to give points to. */
  readonly donation: {
    readonly projects: Tied<typeof donationProjects>;
    readonly project: Tied<typeof donationProject>;
    readonly gifts: Tied<typeof donationGifts>;
    readonly news: Tied<typeof donationNews>;
    readonly give: Tied<typeof giveDonation>;
    readonly receipt: Tied<typeof donation>;
    readonly list: Tied<typeof donations>;
  };
  /** Ways to earn points. */
  readonly earning: {
    readonly checkInState: Tied<typeof checkInState>;
    readonly checkIn: Tied<typeof checkIn>;
  };
  /** Points become rewards. */
  readonly exchange: {
    readonly redeem: Tied<typeof redeem>;
    readonly pay: Tied<typeof pay>;
    readonly cancel: Tied<typeof cancel>;
    readonly get: Tied<typeof exchange>;
    readonly list: Tied<typeof exchanges>;
  };
  /** Where members stand. */
  readonly tier: {
    readonly ladder: Tied<typeof tiers>;
    readonly rules: Tied<typeof tierRules>;
    readonly usage: Tied<typeof benefitUsage>;
    readonly own: Tied<typeof memberTier>;
  };
  /** Members choose what comes next. */
  readonly voting: {
    readonly campaigns: Tied<typeof voteCampaigns>;
    readonly campaign: Tied<typeof voteCampaign>;
    readonly cast: Tied<typeof castVote>;
    readonly ballots: Tied<typeof ballots>;
  };
  /** What moves while a page is open; each call returns how to stop. */
  readonly live: {
    readonly stock: Tied<typeof watchStock>;
    readonly balance: Tied<typeof watchBalance>;
    readonly exchange: Tied<typeof watchExchange>;
    readonly donationProgress: Tied<typeof watchDonationProgress>;
    readonly poolProgress: Tied<typeof watchPoolProgress>;
    readonly voteTally: Tied<typeof watchVoteTally>;
    readonly stockFeed: Tied<typeof watchStockFeed>;
    readonly stockFeedSnapshot: Tied<typeof stockFeedSnapshot>;
  };
  /** Switches the language of everything asked from now on; live subscriptions reconnect with it. */
  readonly setLanguage: (language: LanguageCode) => void;
  /** Say this after the member signed in or out: the token is fetched anew and live subscriptions reconnect. */
  readonly memberChanged: () => void;
  /** Ends every live subscription and closes the socket. */
  readonly close: () => void;
  /** The client underneath, for single operations and documents of your own. */
  readonly client: Client;
  /** The live connection underneath. */
  readonly liveConnection: Live;
}

/**
 * Makes a mall: the friendliest way in. Nothing is sent before the first call.
 *
 * @throws {TypeError} the endpoint is no http(s) address, and not a relative one in a page either
 */
export function createMall(options: ClientOptions): Mall {
  const client = createClient(options);
  const live = createLive(client);
  return {
    program: (...rest) => program(client, ...rest),
    member: (...rest) => member(client, ...rest),
    achievements: (...rest) => achievements(client, ...rest),
    notices: (...rest) => notices(client, ...rest),
    markNoticesRead: (...rest) => markNoticesRead(client, ...rest),
    catalog: {
      rewards: (...rest) => rewards(client, ...rest),
      reward: (...rest) => reward(client, ...rest),
      zones: (...rest) => zones(client, ...rest),
      zonesWithRewards: (...rest) => zonesWithRewards(client, ...rest),
      categories: (...rest) => categories(client, ...rest),
    },
    points: {
      balance: (...rest) => balance(client, ...rest),
      statement: (...rest) => statement(client, ...rest),
    },
    crowdfunding: {
      pools: (...rest) => pools(client, ...rest),
      pool: (...rest) => pool(client, ...rest),
      pledge: (...rest) => pledge(client, ...rest),
      withdraw: (...rest) => withdrawPledge(client, ...rest),
      list: (...rest) => pledges(client, ...rest),
      entries: (...rest) => drawEntries(client, ...rest),
    },
    donation: {
      projects: (...rest) => donationProjects(client, ...rest),
      project: (...rest) => donationProject(client, ...rest),
      gifts: (...rest) => donationGifts(client, ...rest),
      news: (...rest) => donationNews(client, ...rest),
      give: (...rest) => giveDonation(client, ...rest),
      receipt: (...rest) => donation(client, ...rest),
      list: (...rest) => donations(client, ...rest),
    },
    earning: {
      checkInState: (...rest) => checkInState(client, ...rest),
      checkIn: (...rest) => checkIn(client, ...rest),
    },
    exchange: {
      redeem: (...rest) => redeem(client, ...rest),
      pay: (...rest) => pay(client, ...rest),
      cancel: (...rest) => cancel(client, ...rest),
      get: (...rest) => exchange(client, ...rest),
      list: (...rest) => exchanges(client, ...rest),
    },
    tier: {
      ladder: (...rest) => tiers(client, ...rest),
      rules: (...rest) => tierRules(client, ...rest),
      usage: (...rest) => benefitUsage(client, ...rest),
      own: (...rest) => memberTier(client, ...rest),
    },
    voting: {
      campaigns: (...rest) => voteCampaigns(client, ...rest),
      campaign: (...rest) => voteCampaign(client, ...rest),
      cast: (...rest) => castVote(client, ...rest),
      ballots: (...rest) => ballots(client, ...rest),
    },
    live: {
      stock: (...rest) => watchStock(live, ...rest),
      balance: (...rest) => watchBalance(live, ...rest),
      exchange: (...rest) => watchExchange(live, ...rest),
      donationProgress: (...rest) => watchDonationProgress(live, ...rest),
      poolProgress: (...rest) => watchPoolProgress(live, ...rest),
      voteTally: (...rest) => watchVoteTally(live, ...rest),
      stockFeed: (...rest) => watchStockFeed(live, ...rest),
      stockFeedSnapshot: (...rest) => stockFeedSnapshot(client, ...rest),
    },
    setLanguage: client.setLanguage,
    memberChanged: client.memberChanged,
    close: live.close,
    client,
    liveConnection: live,
  };
}
