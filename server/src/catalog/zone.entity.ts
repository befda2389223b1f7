import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProgramRow } from '../program/program.entity.js';
import { RewardEntity } from './reward.entity.js';
import type { LocalizedText } from '../graphql/localized.js';

/** A shelf of the mall on which rewards are shown together, such as newcomers or a festival. */
@Entity('zone')
@Unique('zone_key', ['programId', 'key'])
@Index('zone_tier', { synchronize: false })
export class ZoneEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey(() => ProgramRow, 'id', { name: 'zone_program_id_fkey' })
  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'jsonb' })
  title!: LocalizedText;

  @Column({ type: 'jsonb', nullable: true })
  description!: LocalizedText | null;

  /** From which tier on its rewards are open; null: for everybody. */
  @Column({ type: 'text', nullable: true })
  tier!: string | null;

  @Column({ type: 'int', default: 0 })
  position!: number;
}

/** Which rewards stand on which shelf. */
@Entity('reward_zone')
@Index('reward_zone_zone', ['zoneId', 'rewardId'])
export class RewardZoneEntity {
  @ForeignKey(() => RewardEntity, 'id', { name: 'reward_zone_reward_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', name: 'reward_id' })
  rewardId!: string;

  @ForeignKey(() => ZoneEntity, 'id', { name: 'reward_zone_zone_id_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'uuid', name: 'zone_id' })
  zoneId!: string;
}
