var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { ProgramRow } from './program.entity.js';
/** A key without its secret: only the hash is stored, and a hint by which people recognise it. */
let AccessKeyRow = class AccessKeyRow {
    id;
    programId;
    kind;
    label;
    hash;
    hint;
    scopes;
    createdAt;
    expiresAt;
    revokedAt;
};
__decorate([
    PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'access_key_pkey' }),
    __metadata("design:type", String)
], AccessKeyRow.prototype, "id", void 0);
__decorate([
    ForeignKey(() => ProgramRow, 'id', { name: 'access_key_program_id_fkey' }),
    Column({ type: 'uuid', name: 'program_id' }),
    __metadata("design:type", String)
], AccessKeyRow.prototype, "programId", void 0);
__decorate([
    Column({ type: 'text' }),
    __metadata("design:type", String)
], AccessKeyRow.prototype, "kind", void 0);
__decorate([
    Column({ type: 'text' }),
    __metadata("design:type", String)
], AccessKeyRow.prototype, "label", void 0);
__decorate([
    Column({ type: 'bytea' }),
    __metadata("design:type", Uint8Array)
], AccessKeyRow.prototype, "hash", void 0);
__decorate([
    Column({ type: 'text' }),
    __metadata("design:type", String)
], AccessKeyRow.prototype, "hint", void 0);
__decorate([
    Column({ type: 'text', array: true, default: [] }),
    __metadata("design:type", Array)
], AccessKeyRow.prototype, "scopes", void 0);
__decorate([
    Column({ type: 'timestamptz', name: 'created_at' }),
    __metadata("design:type", Date)
], AccessKeyRow.prototype, "createdAt", void 0);
__decorate([
    Column({ type: 'timestamptz', name: 'expires_at', nullable: true }),
    __metadata("design:type", Object)
], AccessKeyRow.prototype, "expiresAt", void 0);
__decorate([
    Column({ type: 'timestamptz', name: 'revoked_at', nullable: true }),
    __metadata("design:type", Object)
], AccessKeyRow.prototype, "revokedAt", void 0);
AccessKeyRow = __decorate([
    Entity('access_key'),
    Check('access_key_kind_check', `kind = ANY (ARRAY['publishable'::text, 'secret'::text, 'partner'::text])`),
    Unique('access_key_hash_key', ['hash']),
    Index('access_key_program', ['programId', 'createdAt'])
], AccessKeyRow);
export { AccessKeyRow };
//# sourceMappingURL=access-key.entity.js.map