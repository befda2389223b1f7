var __decorate = (this && this.__decorate) || function (decorators, target, key, desc) {
    var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
    if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
    else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
    return c > 3 && r && Object.defineProperty(target, key, r), r;
};
var __metadata = (this && this.__metadata) || function (k, v) {
    if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
};
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
/** The row of a program. Its rules are kept as they were given; parseRules() completes them. */
let ProgramRow = class ProgramRow {
    id;
    handle;
    name;
    defaultLanguage;
    timeZone;
    currency;
    /** Signs the member tokens of this program. */
    tokenSecret;
    rules;
    catalogVersion;
    createdAt;
};
__decorate([
    PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'program_pkey' }),
    __metadata("design:type", String)
], ProgramRow.prototype, "id", void 0);
__decorate([
    Column({ type: 'text' }),
    __metadata("design:type", String)
], ProgramRow.prototype, "handle", void 0);
__decorate([
    Column({ type: 'jsonb' }),
    __metadata("design:type", Function)
], ProgramRow.prototype, "name", void 0);
__decorate([
    Column({ type: 'text', name: 'default_language', default: 'zh' }),
    __metadata("design:type", String)
], ProgramRow.prototype, "defaultLanguage", void 0);
__decorate([
    Column({ type: 'text', name: 'time_zone', default: 'Asia/Shanghai' }),
    __metadata("design:type", String)
], ProgramRow.prototype, "timeZone", void 0);
__decorate([
    Column({ type: 'char', length: 3, default: 'CNY' }),
    __metadata("design:type", String)
], ProgramRow.prototype, "currency", void 0);
__decorate([
    Column({ type: 'bytea', name: 'token_secret' }),
    __metadata("design:type", Uint8Array)
], ProgramRow.prototype, "tokenSecret", void 0);
__decorate([
    Column({ type: 'jsonb', default: {} }),
    __metadata("design:type", Object)
], ProgramRow.prototype, "rules", void 0);
__decorate([
    Column({ type: 'bigint', name: 'catalog_version', default: 1 }),
    __metadata("design:type", Number)
], ProgramRow.prototype, "catalogVersion", void 0);
__decorate([
    Column({ type: 'timestamptz', name: 'created_at' }),
    __metadata("design:type", Date)
], ProgramRow.prototype, "createdAt", void 0);
ProgramRow = __decorate([
    Entity('program'),
    Unique('program_handle_key', ['handle'])
], ProgramRow);
export { ProgramRow };
//# sourceMappingURL=program.entity.js.map