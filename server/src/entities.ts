import { CategoryEntity } from './catalog/category.entity.js';
import { PricePlanEntity } from './catalog/price-plan.entity.js';
import { RewardEntity } from './catalog/reward.entity.js';
import { VariantEntity } from './catalog/variant.entity.js';
import { RewardZoneEntity, ZoneEntity } from './catalog/zone.entity.js';
import { MemberRow } from './member/member.entity.js';
import { AccessKeyRow } from './program/access-key.entity.js';
import { AuditRow } from './program/audit.entity.js';
import { ProgramRow } from './program/program.entity.js';

/** Every TypeORM entity of the server; a test holds them against the migrated schema. */
export const entities: (new () => object)[] = [
  ProgramRow,
  AccessKeyRow,
  AuditRow,
  MemberRow,
  CategoryEntity,
  ZoneEntity,
  RewardEntity,
  RewardZoneEntity,
  VariantEntity,
  PricePlanEntity,
];
