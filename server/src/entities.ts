import { AccessKeyRow } from './program/access-key.entity.js';
import { AuditRow } from './program/audit.entity.js';
import { MemberRow } from './member/member.entity.js';
import { ProgramRow } from './program/program.entity.js';

/** Every TypeORM entity of the server; a test holds them against the migrated schema. */
export const entities: (new () => object)[] = [ProgramRow, AccessKeyRow, AuditRow, MemberRow];
