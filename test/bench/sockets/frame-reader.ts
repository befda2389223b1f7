/** Counts the whole data frames in a stream of unmasked WebSocket frames without looking into them. */
export class FrameReader {
  private header = Buffer.alloc(0);
  /** Bytes of the present frame's payload that are still to come. */
  private payloadLeft = 0;
  private data = false;

  /** How many text or binary frames ended within these bytes. */
  read(bytes: Buffer): number {
    let at = 0;
    let ended = 0;
    while (at < bytes.length) {
      if (this.payloadLeft === 0) {
        const rest = this.header.length === 0 ? bytes.subarray(at) : this.withHeader(bytes.subarray(at));
        const began = this.header.length;
        const length = headerLength(rest);
        if (length === null || rest.length < length) {
          this.header = Buffer.from(rest);
          return ended;
        }
        this.data = (rest.readUInt8(0) & 0x0f) < 8;
        this.payloadLeft = payloadLength(rest);
        this.header = Buffer.alloc(0);
        at += length - began;
      }
      const taken = Math.min(this.payloadLeft, bytes.length - at);
      at += taken;
      this.payloadLeft -= taken;
      if (this.payloadLeft === 0 && this.data) ended += 1;
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
