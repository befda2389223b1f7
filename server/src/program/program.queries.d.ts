import type { Queryable } from '../platform/database.js';
import type { Program } from './program.js';
/** A program with the secret that signs its member tokens; never leaves the server's own code. */
export interface SigningProgram {
    program: Program;
    tokenSecret: Uint8Array;
}
export declare function readProgram(database: Queryable, id: string): Promise<SigningProgram | null>;
/** The ids of all programs, oldest first: for jobs, which have no request to name their program. */
export declare function readProgramIds(database: Queryable): Promise<string[]>;
