import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ProgramRow } from '../program/program.entity.js';
import { VariantEntity } from './variant.entity.js';
import type { LocalizedText } from '../graphql/localized.js';

/** One way to pay for a variant: points, or points and cash, possibly within a window. */
@Entity('price_plan')
@Index('price_plan_variant', ['variantId', 'position'])
@Index('price_plan_windowed', { synchronize: false })
@Index('price_plan_tier', { synchronize: false })
@Check('price_plan_points_check', 'points BETWEEN 0 AND 1000000000000')
@Check('price_plan_cash_minor_check', 'cash_minor BETWEEN 1 AND 1000000000000')
@Check('price_plan_cash', '(cash_minor IS NULL) = (currency IS NULL)')
@Check('price_plan_something', 'points > 0 OR cash_minor IS NOT NULL')
export class PricePlanEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey(() => ProgramRow, 'id', { name: 'price_plan_program_id_fkey' })
  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

  @ForeignKey(() => VariantEntity, 'id', { name: 'price_plan_variant_id_fkey' })
  @Column({ type: 'uuid', name: 'variant_id' })
  variantId!: string;

  @Column({ type: 'jsonb', nullable: true })
  label!: LocalizedText | null;

  @Column({ type: 'bigint' })
  points!: number;

  @Column({ type: 'bigint', name: 'cash_minor', nullable: true })
  cashMinor!: number | null;

  @Column({ type: 'char', length: 3, nullable: true })
  currency!: string | null;

  @Column({ type: 'timestamptz', name: 'starts_at', nullable: true })
  startsAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'ends_at', nullable: true })
  endsAt!: Date | null;

  /** From which tier on it is open; null: for everybody. */
  @Column({ type: 'text', nullable: true })
  tier!: string | null;

  @Column({ type: 'int', default: 0 })
  position!: number;
}
