/**
 * Ogg (RFC 3533) without its comments. A longer comment moves what follows to other pages, which are numbered
 * anew; the packets, and the positions that the pages give them, stay.
 */
import { createHash, type Hash } from 'node:crypto';

const PAGE_HEADER_BYTES = 27;
/** A segment of less than this ends a packet. */
const FULL_SEGMENT = 255;
/** In Vorbis, Opus, Speex and FLAC, comments are the second packet. */
const COMMENT_PACKET = 1;

/** One of the streams that are interleaved in a file. */
interface Stream {
  readonly hash: Hash;
  packets: number;
  /** Of the packet that goes on. */
  bytes: number;
}

/**
 * Adds all packets but the comments to a digest.
 *
 * @throws RangeError where there is no page, or half of one
 */
export function hashOgg(bytes: Buffer, start: number, hash: Hash): void {
  const streams = new Map<number, Stream>();
  for (let at = start; at < bytes.length && bytes.toString('latin1', at, at + 4) === 'OggS'; ) {
    const serial = bytes.readUInt32LE(at + 14);
    const stream = streams.get(serial) ?? { hash: createHash('sha256'), packets: 0, bytes: 0 };
    streams.set(serial, stream);
    at = hashPage(bytes, at, stream);
  }
  if (streams.size === 0) throw new RangeError('There is no page of Ogg.');
  for (const [serial, stream] of streams) {
    hash.update(`${serial} ${stream.packets} ${stream.bytes} `).update(stream.hash.digest());
  }
}

/** @returns where the page ends */
function hashPage(bytes: Buffer, at: number, stream: Stream): number {
  const segments = bytes.readUInt8(at + 26);
  let content = at + PAGE_HEADER_BYTES + segments;
  const packetsBefore = stream.packets;
  for (let index = 0; index < segments; index += 1) {
    const size = bytes.readUInt8(at + PAGE_HEADER_BYTES + index);
    if (content + size > bytes.length) throw new RangeError('The last page is cut off.');
    if (stream.packets !== COMMENT_PACKET) {
      stream.hash.update(bytes.subarray(content, content + size));
      stream.bytes += size;
    }
    content += size;
    if (size === FULL_SEGMENT) continue;
    if (stream.packets !== COMMENT_PACKET) stream.hash.update(`|${stream.bytes}|`);
    stream.bytes = 0;
    stream.packets += 1;
  }
  // Where it stands in the music; those of the pages with comments are all 0.
  const position = bytes.readBigInt64LE(at + 6);
  if (stream.packets > packetsBefore && position > 0n) stream.hash.update(`@${position}`);
  return content;
}
