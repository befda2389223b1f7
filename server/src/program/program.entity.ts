import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { LocalizedText } from '../graphql/localized.js';
import type { ProgramRulesInput } from './rules.js';

/** The row of a program. Its rules are kept as they were given; parseRules() completes them. */
@Entity('program')
@Unique('program_handle_key', ['handle'])
export class ProgramRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'program_pkey' })
  id!: string;

  @Column({ type: 'text' })
  handle!: string;

  @Column({ type: 'jsonb' })
  name!: LocalizedText;

  @Column({ type: 'text', name: 'default_language', default: 'zh' })
  defaultLanguage!: string;

  @Column({ type: 'text', name: 'time_zone', default: 'Asia/Shanghai' })
  timeZone!: string;

  @Column({ type: 'char', length: 3, default: 'CNY' })
  currency!: string;

  /** Signs the member tokens of this program. */
  @Column({ type: 'bytea', name: 'token_secret' })
  tokenSecret!: Uint8Array;

  @Column({ type: 'jsonb', default: {} })
  rules!: ProgramRulesInput;

  @Column({ type: 'bigint', name: 'catalog_version', default: 1 })
  catalogVersion!: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
