import type { IncomingMessage, ServerResponse } from 'node:http';
/** A request that is answered without being executed, with a status of its own. */
export declare class HttpRefusal extends Error {
    readonly status: number;
    readonly headers: Record<string, string>;
    constructor(status: number, message: string, headers?: Record<string, string>);
}
/** Reads a JSON body of at most `limit` bytes. */
export declare function readJson(request: IncomingMessage, limit: number): Promise<unknown>;
export declare function sendJson(response: ServerResponse, status: number, body: object, headers?: Record<string, string>): void;
/** An error of HTTP itself, in the shape in which GraphQL clients look for errors. */
export declare function sendError(response: ServerResponse, status: number, message: string, extensions: Record<string, unknown>, headers?: Record<string, string>): void;
