import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LocalizedText } from '../graphql/localized.js';

/** One way to pay for a variant: points, or points and cash, possibly within a window. */
@Entity('price_plan')
export class PricePlanEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'uuid', name: 'program_id' })
  programId!: string;

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

  @Column({ type: 'int', default: 0 })
  position!: number;
}
