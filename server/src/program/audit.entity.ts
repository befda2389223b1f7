import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One action of an operator: who did what to what, from what to what. */
@Entity('audit')
@Index('audit_program', { synchronize: false })
@Index('audit_actor', { synchronize: false })
@Index('audit_action', { synchronize: false })
@Index('audit_subject', { synchronize: false })
export class AuditRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'audit_pkey' })
  id!: string;

  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'jsonb', nullable: true })
  before!: object | null;

  @Column({ type: 'jsonb', nullable: true })
  after!: object | null;

  @Column({ type: 'timestamptz' })
  at!: Date;
}
