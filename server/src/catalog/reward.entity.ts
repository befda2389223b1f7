import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '../graphql/localized.js';
import type { Period } from './limit.rules.js';
import type { ImageRow, RewardKind, RewardState } from './reward.draft.js';

/** A reward as operators keep it; members read it through rewards.queries.ts. */
@Entity('reward')
export class RewardEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

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

  @Column({ type: 'uuid', name: 'category_id', nullable: true })
  categoryId!: string | null;

  @Column({ type: 'jsonb', default: [] })
  tags!: LocalizedText[];

  @Column({ type: 'jsonb', default: [] })
  images!: ImageRow[];

  @Column({ type: 'text', name: 'video_url', nullable: true })
  videoUrl!: string | null;

  @Column({ type: 'timestamptz', name: 'on_sale_from', nullable: true })
  onSaleFrom!: Date | null;

  @Column({ type: 'timestamptz', name: 'on_sale_until', nullable: true })
  onSaleUntil!: Date | null;

  @Column({ type: 'int', name: 'limit_quantity', nullable: true })
  limitQuantity!: number | null;

  @Column({ type: 'text', name: 'limit_period', nullable: true })
  limitPeriod!: Period | null;

  /** Higher comes first; 0 is not featured. */
  @Column({ type: 'int', default: 0 })
  featured!: number;

  /** Units exchanged so far. */
  @Column({ type: 'bigint', default: 0 })
  popularity!: number;

  /** Fewest points of any price plan in force; kept by the catalog so that lists can be sorted by it. */
  @Column({ type: 'bigint', name: 'points_from', default: 0 })
  pointsFrom!: number;

  @Column({ type: 'tsvector', select: false, default: '' })
  search!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
