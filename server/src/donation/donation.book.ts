import { changedVersion } from '../platform/ending.rules.js';
import { rowsOf } from '../platform/rows-of.js';
import { type Book, type Books, type Load, load, type Statement } from '../platform/group-commit/command.js';
import type { Changes } from '../platform/outbox/record-changes.js';
import type { LocalizedText } from '../graphql/localized.js';
import type {
  DonationState,
  Gift,
  Milestone,
  News,
  OverFunding,
  Progress,
  Settlement,
} from './donation.rows.js';
import { raised, reached } from './donation.rules.js';
import { storeDonations } from './donation.store.js';

/** The topic under which the progress of a project is followed. */
export const DONATION_TOPIC = 'donation';

/** A project as commands decide on it; its story stays where it is. */
export interface Project {
  id: string;
  programId: string;
  handle: string;
  title: LocalizedText;
  goal: number;
  overFunding: OverFunding;
  least: number;
  endsAt: Date | null;
  milestones: Milestone[];
  state: DonationState;
  donors: number;
  gifts: number;
  /** How many of the milestones are reached. */
  reached: number;
  /** Points that were paid out of the escrow. */
  settled: number;
  version: number;
}

type Tally = Pick<
  Project,
  'id' | 'programId' | 'state' | 'donors' | 'gifts' | 'reached' | 'settled' | 'version'
>;

type ContentColumns = {
  id: string;
  handle: string;
  title: LocalizedText;
  goal: number;
  over_funding: OverFunding;
  least: number;
  ends_at: Date | null;
  milestones: MilestoneJson[];
};

export interface MilestoneJson {
  points: number;
  title: LocalizedText;
  reachedAt: string | null;
}

export function milestoneOf({ points, title, reachedAt }: MilestoneJson): Milestone {
  return { points, title, reachedAt: reachedAt === null ? null : new Date(reachedAt) };
}

/** The milestones of the project `p`, as one column. */
export const MILESTONES = `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('points', m.points, 'title', m.title, 'reachedAt', m.reached_at)
                             ORDER BY m.position), '[]'::jsonb)
     FROM donation_milestone m WHERE m.project_id = p.id) AS milestones`;

/** What the group changed, for storing. */
export interface DonationChanges {
  projects: Project[];
  gifts: Gift[];
  /** Milestones passed, by their place among those of the project. */
  reached: { projectId: string; position: number }[];
  settlements: (Settlement & { projectId: string; programId: string; transferId: string })[];
  news: (News & { projectId: string; programId: string })[];
}

/** The locked projects of one group. What has been given to one is the balance of its escrow account. */
export class DonationBook implements Book {
  readonly #needs = new Set<string>();
  readonly #givers = new Map<string, { projectId: string; memberId: string }>();
  readonly #tallies = new Map<string, Tally>();
  readonly #projects = new Map<string, Project>();
  readonly #donors = new Set<string>();
  readonly #changed = new Set<Project>();
  readonly #changes: DonationChanges = { projects: [], gifts: [], reached: [], settlements: [], news: [] };

  constructor(readonly books: Books) {}

  /** The project, and whether this member has given to it before. */
  need(projectId: string, memberId: string | null): void {
    this.#needs.add(projectId);
    if (memberId !== null) this.#givers.set(`${projectId} ${memberId}`, { projectId, memberId });
  }

  /** Null when the program has no such project. */
  project(programId: string, id: string): Project | null {
    const project = this.#projects.get(id);
    return project?.programId === programId ? project : null;
  }

  hasGiven(project: Project, memberId: string): boolean {
    return this.#donors.has(`${project.id} ${memberId}`);
  }

  /** Counts a gift whose points are in the escrow already, and the milestones it passed. */
  add(project: Project, gift: Omit<Gift, 'programId' | 'projectId' | 'number' | 'at'>, escrow: number): Gift {
    const first = !this.hasGiven(project, gift.memberId);
    this.#donors.add(`${project.id} ${gift.memberId}`);
    const { now } = this.books;
    const count = reached(project.milestones, raised(escrow, project.settled));
    for (let position = project.reached; position < count; position += 1) {
      const milestone = project.milestones[position];
      if (milestone !== undefined) milestone.reachedAt = now;
      this.#changes.reached.push({ projectId: project.id, position });
    }
    this.change(project, {
      gifts: project.gifts + 1,
      donors: project.donors + (first ? 1 : 0),
      reached: Math.max(project.reached, count),
    });
    const { id: projectId, programId, gifts: number } = project;
    const { id, memberId, points, worthMinor, currency, anonymous, transferId } = gift;
    const made: Gift = {
      id,
      programId,
      projectId,
      memberId,
      number,
      points,
      worthMinor,
      currency,
      anonymous,
      transferId,
      at: now,
    };
    this.#changes.gifts.push(made);
    return made;
  }

  settle(project: Project, settlement: Settlement, transferId: string): void {
    this.change(project, { state: 'settled', settled: project.settled + settlement.points });
    const { id: projectId, programId } = project;
    this.#changes.settlements.push({ ...settlement, projectId, programId, transferId });
  }

  /** News are no part of the progress, so nothing of it has a new version. */
  tell({ id: projectId, programId }: Project, news: News): void {
    this.#changes.news.push({ ...news, projectId, programId });
  }

  change(project: Project, change: Partial<Omit<Project, 'version'>>): void {
    // One version a transaction: it is what others can see.
    const { version, state } = this.#tallies.get(project.id) ?? project;
    project.version = changedVersion({ version, state, endsAt: project.endsAt });
    Object.assign(project, change);
    this.#changed.add(project);
  }

  load(): Load[] {
    if (this.#needs.size === 0) return [];
    const ids = [...this.#needs];
    const givers = [...this.#givers.values()];
    return [
      // The narrow row alone is locked; what it guards is read behind it, as it is when the lock is held.
      load<Tally>(
        `SELECT project_id AS id, program_id AS "programId", state, donors, gifts, milestones AS reached, settled, version
           FROM donation_tally WHERE project_id = ANY($1::uuid[])
          ORDER BY project_id FOR NO KEY UPDATE`,
        [ids],
        (tally) => this.#tallies.set(tally.id, tally),
      ),
      load<ContentColumns>(
        `SELECT p.id, p.handle, p.title, p.goal, p.over_funding, p.least, p.ends_at, ${MILESTONES}
           FROM donation_project p WHERE p.id = ANY($1::uuid[])`,
        [ids],
        (row) => this.#keep(row),
      ),
      load<{ project_id: string; member_id: string }>(
        donorsSql,
        [givers.map((giver) => giver.projectId), givers.map((giver) => giver.memberId)],
        (row) => this.#donors.add(`${row.project_id} ${row.member_id}`),
      ),
    ];
  }

  store(): Statement[] {
    this.#changes.projects = [...this.#changed];
    return storeDonations(this.#changes, this.books.now);
  }

  changes(): Changes {
    return { topics: { [DONATION_TOPIC]: [...this.#changed].map((project) => project.id) }, feed: [] };
  }

  #keep(row: ContentColumns): void {
    const tally = this.#tallies.get(row.id);
    if (tally === undefined) return;
    this.#projects.set(row.id, {
      ...tally,
      handle: row.handle,
      title: row.title,
      goal: row.goal,
      overFunding: row.over_funding,
      least: row.least,
      endsAt: row.ends_at,
      milestones: row.milestones.map(milestoneOf),
    });
  }
}

/** A project of the book as everybody may see it. */
export function progressOf(project: Project, escrow: number): Progress {
  const { id: projectId, programId, state, endsAt, goal, overFunding, donors, gifts } = project;
  const { milestones, version } = project;
  const given = raised(escrow, project.settled);
  const standing = { projectId, programId, state, endsAt, goal, overFunding, raised: given };
  return { ...standing, donors, gifts, milestones, version };
}

const donorsSql = `
  SELECT n.project_id, n.member_id FROM ${rowsOf('$1::uuid[], $2::uuid[]', 'project_id, member_id')} AS n
  WHERE EXISTS (SELECT FROM donation d WHERE d.project_id = n.project_id AND d.member_id = n.member_id)`;
