import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProgramRow } from './program.entity.js';

export type AccessKeyKind = 'publishable' | 'secret' | 'partner';

/** A key without its secret: only the hash is stored, and a hint by which people recognise it. */
@Entity('access_key')
@Check('access_key_kind_check', `kind = ANY (ARRAY['publishable'::text, 'secret'::text, 'partner'::text])`)
@Unique('access_key_hash_key', ['hash'])
@Index('access_key_program', ['programId', 'createdAt'])
export class AccessKeyRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'access_key_pkey' })
  id!: string;

  @ForeignKey(() => ProgramRow, 'id', { name: 'access_key_program_id_fkey' })
  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'text' })
  kind!: AccessKeyKind;

  @Column({ type: 'text' })
  label!: string;

  @Column({ type: 'bytea' })
  hash!: Uint8Array;

  @Column({ type: 'text' })
  hint!: string;

  @Column({ type: 'text', array: true, default: [] })
  scopes!: string[];

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
