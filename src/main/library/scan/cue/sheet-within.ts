/** The cue sheet within an audio file: in its tags, or in the block that FLAC has for it. */

import type { SourceFile } from '../reading/source-file.ts';
import type { FileData } from '../reading/taglib.ts';
import { type CueSheet, type CueTrack, parseCueSheet } from './cue-sheet.ts';

/** A longer text is no sheet; in UTF-16 units. */
const MOST_LENGTH = 1024 * 1024;

/** The sheet of a file, with its tracks in one file; null where it has none. */
export function sheetWithin(
  file: SourceFile,
  { properties, sampleRate }: FileData,
  flacAt: number | null,
): CueSheet | null {
  const { CUESHEET: written } = properties;
  const values: unknown[] = Array.isArray(written) ? written : [written];
  const text = values.find((value) => typeof value === 'string');
  if (typeof text === 'string' && text.length <= MOST_LENGTH) {
    const sheet = parseCueSheet(text);
    if (sheet.files.length > 0) return sheet;
  }
  return flacAt === null || sampleRate <= 0 ? null : readBlock(file, flacAt, sampleRate);
}

/** https://www.rfc-editor.org/rfc/rfc9639#section-8.7 */
const BLOCK_HEADER_BYTES = 4;
const CUE_SHEET_TYPE = 5;
const LAST_BLOCK = 0x80;
const SHEET_HEADER_BYTES = 396;
const TRACK_BYTES = 36;
const INDEX_BYTES = 12;
/** Of the lead-out: the end of the disc. */
const LEAD_OUT = new Set([170, 255]);
const IS_NO_AUDIO = 0x80;

/** More blocks than any program writes. */
const MOST_BLOCKS = 128;

function readBlock(file: SourceFile, flacAt: number, sampleRate: number): CueSheet | null {
  let at = flacAt + 'fLaC'.length;
  for (let blocks = 0; blocks < MOST_BLOCKS; blocks += 1) {
    const header = file.slice(at, BLOCK_HEADER_BYTES);
    if (header.length < BLOCK_HEADER_BYTES) return null;
    const kind = header.readUInt8(0);
    const size = header.readUIntBE(1, 3);
    at += BLOCK_HEADER_BYTES;
    if ((kind & ~LAST_BLOCK) === CUE_SHEET_TYPE) {
      return sheetOf(tracksOfBlock(file.slice(at, size), sampleRate));
    }
    if ((kind & LAST_BLOCK) !== 0) return null;
    at += size;
  }
  return null;
}

function tracksOfBlock(block: Buffer, sampleRate: number): CueTrack[] {
  const tracks: CueTrack[] = [];
  for (let at = SHEET_HEADER_BYTES; at + TRACK_BYTES <= block.length; ) {
    const offset = Number(block.readBigUInt64BE(at));
    const number = block.readUInt8(at + 8);
    const isAudio = (block.readUInt8(at + 21) & IS_NO_AUDIO) === 0;
    const indexes = block.readUInt8(at + 35);
    at += TRACK_BYTES;
    const end = at + indexes * INDEX_BYTES;
    if (end > block.length) break;
    let first = 0;
    for (; at < end; at += INDEX_BYTES) {
      if (block.readUInt8(at + 8) === 1) first = Number(block.readBigUInt64BE(at));
    }
    const beginMs = Math.round(((offset + first) * 1_000) / sampleRate);
    const isTrack = isAudio && number !== 0 && !LEAD_OUT.has(number);
    // A damaged one may begin in a million years.
    if (!isTrack || !Number.isSafeInteger(beginMs)) continue;
    const names = { title: null, performer: null, composer: null, isrc: null };
    tracks.push({ ...names, number, beginMs, gainDb: null });
  }
  return tracks;
}

function sheetOf(tracks: readonly CueTrack[]): CueSheet | null {
  if (tracks.length === 0) return null;
  const ordered = tracks.toSorted((a, b) => a.beginMs - b.beginMs);
  const isSound = ordered.every(({ beginMs }, index) => beginMs !== ordered[index - 1]?.beginMs);
  const numbers = new Set(tracks.map(({ number }) => number));
  if (!isSound || numbers.size < tracks.length) return null;
  return {
    ...{ title: null, performer: null, genre: null, date: null, disc: null, gainDb: null },
    files: [{ name: '', tracks: ordered }],
  };
}
