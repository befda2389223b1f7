import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { RequestContext } from './context.js';
import type { ErrorLog } from './failures.js';
export interface Endpoint {
    apollo: ApolloServer<RequestContext>;
    /** Who asks; throws UNAUTHENTICATED. */
    authenticate(request: IncomingMessage): Promise<RequestContext>;
    bodyLimit: number;
    /** Whether pages of any origin may call it: safe where no cookie counts and keys are meant for browsers. */
    anyOrigin: boolean;
}
/** Answers a request or gives false, so that the next one may. */
export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;
export interface HttpParts {
    /** By path. */
    endpoints: ReadonlyMap<string, Endpoint>;
    /** Whether the database answers. */
    ready(): Promise<boolean>;
    routes: readonly Route[];
    /** Files served at `/`; a folder that is not there serves nothing. */
    staticFolder: string;
    log: ErrorLog;
}
export declare function makeHttpServer(parts: HttpParts): Server;
