import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProgramRow } from '../program/program.entity.js';
import { CategoryEntity } from './category.entity.js';
import type { LocalizedText } from '../graphql/localized.js';
import type { Period } from '../platform/period.rules.js';
import type { RewardKind, RewardState } from './reward.draft.js';
import type { Picture } from '../platform/content.rules.js';

/** A reward as operators keep it; members read it through rewards.queries.ts. */
@Entity('reward')
@Unique('reward_handle', ['programId', 'handle'])
@Check('reward_kind_check', `kind IN ('physical', 'virtual', 'service', 'event_seat', 'partner_points')`)
@Check('reward_state_check', `state IN ('draft', 'listed', 'delisted')`)
@Check('reward_limit_quantity_check', 'limit_quantity > 0')
@Check('reward_limit_period_check', `limit_period IN ('day', 'week', 'month', 'year', 'ever')`)
@Check('reward_limit', '(limit_quantity IS NULL) = (limit_period IS NULL)')
// Partial, sorted and GIN indexes are described by the migration alone.
@Index('reward_featured', { synchronize: false })
@Index('reward_newest', { synchronize: false })
@Index('reward_program', { synchronize: false })
@Index('reward_unlisted', { synchronize: false })
@Index('reward_points', { synchronize: false })
@Index('reward_popular', { synchronize: false })
@Index('reward_category', { synchronize: false })
@Index('reward_kind', { synchronize: false })
@Index('reward_search', { synchronize: false })
export class RewardEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey(() => ProgramRow, 'id', { name: 'reward_program_id_fkey' })
  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'text' })
  handle!: string;

  @Column({ type: 'text' })
  kind!: RewardKind;

  @Column({ type: 'text', default: 'draft' })
  state!: RewardState;

  @Column({ type: 'jsonb' })
  title!: LocalizedText;

  @Column({ type: 'jsonb' })
  summary!: LocalizedText;

  @Column({ type: 'jsonb' })
  description!: LocalizedText;

  @Column({ type: 'text', nullable: true })
  supplier!: string | null;

  @ForeignKey(() => CategoryEntity, 'id', { name: 'reward_category_id_fkey' })
  @Column({ type: 'uuid', name: 'category_id', nullable: true })
  categoryId!: string | null;

  @Column({ type: 'jsonb', default: [] })
  tags!: LocalizedText[];

  @Column({ type: 'jsonb', default: [] })
  images!: Picture[];

  @Column({ type: 'text', name: 'video_url', nullable: true })
  videoUrl!: string | null;

  @Column({ type: 'timestamptz', name: 'on_sale_from', nullable: true })
  onSaleFrom!: Date | null;

  @Column({ type: 'timestamptz', name: 'on_sale_until', nullable: true })
  onSaleUntil!: Date | null;

  /** When the last of its prices is over, whoever they are for; null: never. Kept by the catalog so that lists end with it. */
  @Column({ type: 'timestamptz', name: 'priced_until', nullable: true })
  pricedUntil!: Date | null;

  @Column({ type: 'int', name: 'limit_quantity', nullable: true })
  limitQuantity!: number | null;

  @Column({ type: 'text', name: 'limit_period', nullable: true })
  limitPeriod!: Period | null;

  /** Higher comes first; 0 is not featured. */
  @Column({ type: 'int', default: 0 })
  featured!: number;

  /** Units exchanged of late and not undone, as counted last (`exchange/count-popularity.ts`). */
  @Column({ type: 'bigint', default: 0 })
  popularity!: number;

  /** Fewest points of any price plan in force that is for everybody (of all, when every one is a tier’s); kept by the catalog so that lists can be sorted by it. */
  @Column({ type: 'bigint', name: 'points_from', default: 0 })
  pointsFrom!: number;

  @Column({ type: 'tsvector', select: false, default: '' })
  search!: string;

  /** Which stretch of the catalog it is searched with; the database decides. */
  @Column({ type: 'int', name: 'search_block', select: false, insert: false, update: false, default: 0 })
  searchBlock!: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
