import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '../graphql/localized.js';

/** What a reward is about; every reward has at most one. */
@Entity('category')
export class CategoryEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'jsonb' })
  title!: LocalizedText;

  @Column({ type: 'int', default: 0 })
  position!: number;
}
