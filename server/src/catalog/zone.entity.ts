import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '../graphql/localized.js';

/** A shelf of the mall on which rewards are shown together, such as newcomers or a festival. */
@Entity('zone')
export class ZoneEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'jsonb' })
  title!: LocalizedText;

  @Column({ type: 'jsonb', nullable: true })
  description!: LocalizedText | null;

  @Column({ type: 'int', default: 0 })
  position!: number;
}

/** Which rewards stand on which shelf. */
@Entity('reward_zone')
export class RewardZoneEntity {
  @PrimaryColumn({ type: 'uuid', name: 'reward_id' })
  rewardId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'zone_id' })
  zoneId!: string;
}
