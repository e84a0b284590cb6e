/**
 * Names that are not UTF-8. On Linux a name is bytes, and music that was copied from old disks and archives
 * has some in other encodings. As text, Node puts one character for each of their bad bytes, and no such file
 * can be opened. Here a path is text that knows its bytes: each byte that is no part of UTF-8 stands as a
 * character of its own that no name has, so that two names are two texts, and each leads to its file.
 */
import { isAscii } from 'node:buffer';
import { realpath } from 'node:fs/promises';
import { STRAY_BYTES, strayByte } from '../../../shared/shown-path.ts';

/** What Node reads a bad byte as. */
const REPLACEMENT = '\uFFFD';

const HAS_STRAY_BYTES = new RegExp(STRAY_BYTES.source);

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Elsewhere names are Unicode. */
const areNamesBytes = process.platform === 'linux';

/** Whether a name that Node has read may have lost bytes. */
export function mayLackBytes(name: string): boolean {
  return areNamesBytes && (name.includes(REPLACEMENT) || HAS_STRAY_BYTES.test(name));
}

/** A name or path of bytes as text. */
export function pathOfBytes(bytes: Uint8Array): string {
  if (isAscii(bytes)) return Buffer.from(bytes).toString('latin1');
  let path = '';
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOfCharacter(bytes[at] ?? 0);
    const character = decodeOne(bytes.subarray(at, at + length));
    // A name that has one of the characters that stand for bytes is taken apart, too.
    if (character === null || HAS_STRAY_BYTES.test(character)) {
      path += strayByte(bytes[at] ?? 0);
      at += 1;
    } else {
      path += character;
      at += length;
    }
  }
  return path;
}

/** What the functions of `node:fs` take for a path. */
export function systemPath(path: string): string | Buffer {
  return areNamesBytes && HAS_STRAY_BYTES.test(path) ? bytesOfPath(path) : path;
}

/**
 * Where a path leads to.
 *
 * @throws the system error if it leads nowhere
 */
export async function realPathOf(path: string): Promise<string> {
  const asked = systemPath(path);
  const real = await realpath(asked);
  if (typeof asked === 'string' && !mayLackBytes(real)) return real;
  return pathOfBytes(await realpath(asked, 'buffer'));
}

/** The bytes of a path. */
export function bytesOfPath(path: string): Buffer {
  const parts: Buffer[] = [];
  let end = 0;
  for (const { 0: stray, index } of path.matchAll(STRAY_BYTES)) {
    parts.push(Buffer.from(path.slice(end, index)), Buffer.of(stray.charCodeAt(0) & 0xff));
    end = index + 1;
  }
  return Buffer.concat([...parts, Buffer.from(path.slice(end))]);
}

/** In bytes, by the first of them; 1 for one that begins none. */
function lengthOfCharacter(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc2 ? 2 : 1;
}

function decodeOne(bytes: Uint8Array): string | null {
  try {
    return DECODER.decode(bytes);
  } catch {
    return null;
  }
}
