import { z } from 'zod';
import { localizedText } from '../graphql/localized.js';
import { parseRules } from './rules.js';
const language = z.enum(['zh', 'en']);
export async function readProgram(database, id) {
    const [row] = await database.query(`SELECT id, handle, name, default_language, time_zone, currency, rules, token_secret
       FROM program WHERE id = $1`, [id]);
    return row === undefined ? null : fromRow(row);
}
/** The ids of all programs, oldest first: for jobs, which have no request to name their program. */
export async function readProgramIds(database) {
    const rows = await database.query('SELECT id FROM program ORDER BY created_at, id');
    return rows.map((row) => row.id);
}
function fromRow(row) {
    return {
        program: {
            id: row.id,
            handle: row.handle,
            name: localizedText.parse(row.name),
            defaultLanguage: language.parse(row.default_language),
            timeZone: row.time_zone,
            currency: row.currency,
            rules: parseRules(row.rules),
        },
        tokenSecret: row.token_secret,
    };
}
//# sourceMappingURL=program.queries.js.map