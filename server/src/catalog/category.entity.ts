import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { ProgramRow } from '../program/program.entity.js';
import type { LocalizedText } from '../graphql/localized.js';

/** What a reward is about; every reward has at most one. */
@Entity('category')
@Unique('category_key', ['programId', 'key'])
export class CategoryEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey(() => ProgramRow, 'id', { name: 'category_program_id_fkey' })
  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'jsonb' })
  title!: LocalizedText;

  @Column({ type: 'int', default: 0 })
  position!: number;
}
