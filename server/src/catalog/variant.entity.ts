import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '../graphql/localized.js';
import type { OptionRow } from './reward.draft.js';

/** One choice of a reward (a size, a colour) with its own prices and stock. */
@Entity('variant')
export class VariantEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'uuid', name: 'reward_id' })
  rewardId!: string;

  @Column({ type: 'jsonb' })
  title!: LocalizedText;

  @Column({ type: 'text', nullable: true })
  sku!: string | null;

  @Column({ type: 'jsonb', default: [] })
  options!: OptionRow[];

  @Column({ type: 'int', default: 0 })
  position!: number;
}
