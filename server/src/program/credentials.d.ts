import type { IncomingMessage } from 'node:http';
import type { Credentials } from './authenticate.js';
/** The credentials in the headers of a request: X-Jifen-Key, Authorization: Bearer, Accept-Language. */
export declare function credentialsOf({ headers }: IncomingMessage): Credentials;
