import type { IncomingMessage } from 'node:http';
import type { Credentials } from './authenticate.js';

/** The credentials in the headers of a request: X-Jifen-Key, Authorization: Bearer, Accept-Language. */
export function credentialsOf({ headers }: IncomingMessage): Credentials {
  const key = headers['x-jifen-key'];
  const bearer = /^bearer +(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
  return {
    key: (Array.isArray(key) ? key[0] : key) || undefined,
    // A header in another form is a mistake to be told, not an absent one.
    bearer: bearer ?? (headers.authorization || undefined),
    language: headers['accept-language'],
  };
}
