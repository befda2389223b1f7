import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProgramRow } from '../program/program.entity.js';

/** A customer of a brand, known here by the brand's own customer id. */
@Entity('member')
@Unique('member_customer', ['programId', 'customerId'])
@Check('member_birthday_form', `birthday ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'`)
@Index('member_birthday', { synchronize: false })
@Index('member_newest', { synchronize: false })
export class MemberRow {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'member_pkey' })
  id!: string;

  @ForeignKey(() => ProgramRow, 'id', { name: 'member_program_id_fkey' })
  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @Column({ type: 'text', name: 'customer_id' })
  customerId!: string;

  @Column({ type: 'text', name: 'display_name', nullable: true })
  displayName!: string | null;

  /** Month and day, for example '02-29'. */
  @Column({ type: 'text', nullable: true })
  birthday!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
