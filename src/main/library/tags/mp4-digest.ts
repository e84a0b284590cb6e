/**
 * MP4 (ISO 14496-12) without its tags. They lie in its index, so that the audio moves where they grow: where
 * the index says that samples are counts from the beginning of the audio then.
 */
import type { Hash } from 'node:crypto';

interface Atom {
  readonly type: string;
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  readonly end: number;
}

/** What consists of other atoms. */
const CONTAINERS: ReadonlySet<string> = new Set([
  ...['moov', 'trak', 'mdia', 'minf', 'stbl', 'udta', 'moof', 'traf'],
]);

/** Tags, and what is left free for more of them. */
const LEFT_OUT: ReadonlySet<string> = new Set(['meta', 'free', 'skip', 'wide']);

/** Of an atom: version and flags, and how many entries follow. */
const TABLE_HEADER_BYTES = 8;
const HAS_BASE_OFFSET = 1;

/**
 * Adds all atoms but the tags to a digest.
 *
 * @throws RangeError where an atom is cut off
 */
export function hashMp4(bytes: Buffer, start: number, hash: Hash): void {
  const audio = [...atomsOf(bytes, start, bytes.length)].filter(
    ({ type }) => type === 'mdat' || type === 'moof',
  );
  hashAtoms(bytes, { start, end: bytes.length }, audio, hash);
}

function hashAtoms(
  bytes: Buffer,
  place: { readonly start: number; readonly end: number },
  audio: readonly Atom[],
  hash: Hash,
): void {
  for (const atom of atomsOf(bytes, place.start, place.end)) {
    const { type, content, end } = atom;
    if (LEFT_OUT.has(type)) continue;
    // An index without anything else than tags may have had none before.
    if (type !== 'udta') hash.update(`${type} `);
    if (CONTAINERS.has(type)) hashAtoms(bytes, { start: content, end }, audio, hash);
    else if (type === 'stco' || type === 'co64') hashOffsets(bytes, atom, audio, hash);
    else if (type === 'tfhd') hashFragment(bytes, atom, audio, hash);
    else if (type === 'mfra') hashTable(bytes, atom, audio, hash);
    else hash.update(`${end - content} `).update(bytes.subarray(content, end));
  }
}

/** Where the parts of a track are, each counted from the beginning of the audio that it is in. */
function hashOffsets(bytes: Buffer, { type, content }: Atom, audio: readonly Atom[], hash: Hash) {
  const entries = bytes.readUInt32BE(content + 4);
  for (let index = 0; index < entries; index += 1) {
    const at = content + TABLE_HEADER_BYTES;
    const offset =
      type === 'stco'
        ? bytes.readUInt32BE(at + index * 4)
        : Number(bytes.readBigUInt64BE(at + index * 8));
    hash.update(`${withinAudio(offset, audio)} `);
  }
}

/** Of a fragment, which may say where in the file it counts from. */
function hashFragment(bytes: Buffer, { content, end }: Atom, audio: readonly Atom[], hash: Hash) {
  const flags = bytes.readUIntBE(content + 1, 3);
  const hasBase = (flags & HAS_BASE_OFFSET) !== 0;
  hash.update(bytes.subarray(content, content + 8));
  if (hasBase) {
    hash.update(`${withinAudio(Number(bytes.readBigUInt64BE(content + 8)), audio)} `);
  }
  hash.update(bytes.subarray(content + (hasBase ? 16 : 8), end));
}

/** A table of fragments by their places in the file, which no program that writes tags brings up to date. */
function hashTable(bytes: Buffer, { content, end }: Atom, audio: readonly Atom[], hash: Hash) {
  hash.update(bytes.subarray(content, end)).update(`${audio[0]?.start} `);
}

function withinAudio(offset: number, audio: readonly Atom[]): string {
  const index = audio.findIndex(({ start, end }) => start <= offset && offset <= end);
  return `${index}:${offset - (audio[index]?.content ?? 0)}`;
}

function* atomsOf(bytes: Buffer, from: number, to: number): Generator<Atom> {
  for (let start = from; start + 8 <= to; ) {
    const short = bytes.readUInt32BE(start);
    const isLong = short === 1;
    const size = isLong ? Number(bytes.readBigUInt64BE(start + 8)) : short || to - start;
    const content = start + (isLong ? 16 : 8);
    const end = start + size;
    if (end > to || content > end) throw new RangeError('An atom is cut off.');
    yield { type: bytes.toString('latin1', start + 4, start + 8), start, content, end };
    start = end;
  }
}
