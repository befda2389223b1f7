import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ProgramRow } from '../program/program.entity.js';
import { RewardEntity } from './reward.entity.js';
import type { LocalizedText } from '../graphql/localized.js';
import type { OptionRow } from './reward.draft.js';

/** One choice of a reward (a size, a colour) with its own prices and stock. */
@Entity('variant')
@Index('variant_reward', ['rewardId', 'position'])
@Index('variant_turns', { synchronize: false })
@Index('variant_sku', ['programId', 'sku'], { unique: true, where: 'sku IS NOT NULL' })
export class VariantEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey(() => ProgramRow, 'id', { name: 'variant_program_id_fkey' })
  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @ForeignKey(() => RewardEntity, 'id', { name: 'variant_reward_id_fkey' })
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

  /** As of when partners were told of its windows; null: as if it had none. */
  @Column({ type: 'timestamptz', name: 'told_at', nullable: true })
  toldAt!: Date | null;

  /** When one of them opens or closes next, and partners are to be told. */
  @Column({ type: 'timestamptz', name: 'turns_at', nullable: true })
  turnsAt!: Date | null;
}
