import { IncomingMessage } from 'node:http';

/**
 * A request whose offer of another protocol than WebSocket is ignored, as HTTP allows: Java's client offers HTTP/2 with all it asks for.
 * Node hands every offer over where any is taken, unless the request says that it has none. As in Node itself where none is taken, what
 * a client sends behind an offer before it has the answer may be lost.
 */
export class HttpRequest extends IncomingMessage {
  private offers: unknown;

  get upgrade(): boolean {
    return this.offers === true && this.headers.upgrade?.toLowerCase() === 'websocket';
  }

  /** Node's parser says so of each request. */
  set upgrade(offers: unknown) {
    this.offers = offers;
  }
}
