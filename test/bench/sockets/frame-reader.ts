const textOpcode = 1;
const pingOpcode = 9;

/** Counts the messages in a stream of unmasked WebSocket frames without looking into them. */
export class FrameReader {
  private header = Buffer.alloc(0);
  /** Bytes of the present frame's payload that are still to come. */
  private payloadLeft = 0;
  private opcode = 0;

  /** How many messages and how many pings ended within these bytes. */
  read(bytes: Buffer): { messages: number; pings: number } {
    let at = 0;
    const ended = { messages: 0, pings: 0 };
    while (at < bytes.length) {
      if (this.payloadLeft === 0) {
        const rest = this.header.length === 0 ? bytes.subarray(at) : this.withHeader(bytes.subarray(at));
        const began = this.header.length;
        const length = headerLength(rest);
        if (length === null || rest.length < length) {
          this.header = Buffer.from(rest);
          return ended;
        }
        this.opcode = rest.readUInt8(0) & 0x0f;
        this.payloadLeft = payloadLength(rest);
        this.header = Buffer.alloc(0);
        at += length - began;
      }
      const taken = Math.min(this.payloadLeft, bytes.length - at);
      at += taken;
      this.payloadLeft -= taken;
      if (this.payloadLeft > 0) continue;
      if (this.opcode === textOpcode) ended.messages += 1;
      else if (this.opcode === pingOpcode) ended.pings += 1;
    }
    return ended;
  }

  private withHeader(bytes: Buffer): Buffer {
    return Buffer.concat([this.header, bytes]);
  }
}

function headerLength(bytes: Buffer): number | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  return short === 127 ? 10 : short === 126 ? 4 : 2;
}

function payloadLength(header: Buffer): number {
  const short = header.readUInt8(1) & 0x7f;
  if (short === 126) return header.readUInt16BE(2);
  return short === 127 ? Number(header.readBigUInt64BE(2)) : short;
}
