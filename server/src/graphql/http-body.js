/** A request that is answered without being executed, with a status of its own. */
export class HttpRefusal extends Error {
    status;
    headers;
    constructor(status, message, headers = {}) {
        super(message);
        this.status = status;
        this.headers = headers;
    }
}
/** Reads a JSON body of at most `limit` bytes. */
export async function readJson(request, limit) {
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json') {
        throw new HttpRefusal(415, 'Send the operation as JSON, with the header Content-Type: application/json.');
    }
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
        throw new HttpRefusal(415, 'Send the body without Content-Encoding.');
    }
    const text = await readText(request, limit);
    try {
        const parsed = JSON.parse(text);
        return parsed;
    }
    catch {
        throw new HttpRefusal(400, 'The body is not valid JSON.');
    }
}
async function readText(request, limit) {
    const tooLarge = () => 
    // The rest is not read, so the connection cannot be used again.
    new HttpRefusal(413, `The body is larger than ${limit} bytes.`, { connection: 'close' });
    if (Number(request.headers['content-length'] ?? 0) > limit)
        throw tooLarge();
    const parts = [];
    let size = 0;
    for await (const part of request) {
        const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
        size += bytes.length;
        if (size > limit)
            throw tooLarge();
        parts.push(bytes);
    }
    return Buffer.concat(parts).toString('utf8');
}
export function sendJson(response, status, body, headers = {}) {
    response.writeHead(status, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        ...headers,
    });
    response.end(JSON.stringify(body));
}
/** An error of HTTP itself, in the shape in which GraphQL clients look for errors. */
export function sendError(response, status, message, extensions, headers = {}) {
    sendJson(response, status, { errors: [{ message, extensions }] }, headers);
}
//# sourceMappingURL=http-body.js.map