import { randomBytes } from 'node:crypto';

/** A text message as a client sends it: one masked frame. */
export function maskedText(text: string): Buffer {
  const payload = Buffer.from(text);
  const mask = randomBytes(4);
  const long = payload.length > 125;
  const header = Buffer.alloc(long ? 4 : 2);
  header.writeUInt8(0x81, 0);
  header.writeUInt8(0x80 | (long ? 126 : payload.length), 1);
  if (long) header.writeUInt16BE(payload.length, 2);
  const masked = payload.map((byte, index) => byte ^ mask.readUInt8(index % 4));
  return Buffer.concat([header, mask, masked]);
}

/** An empty pong, masked with zeros. */
export const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
