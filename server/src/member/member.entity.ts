import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { ProgramRow } from '../program/program.entity.js';

/** A customer of a brand, known here by the brand's own customer id. */
@Entity('member')
@Unique('member_customer', ['programId', 'customerId'])
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

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;
}
