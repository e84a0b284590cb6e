/** Films have endings that music has, too: told apart by whether there is a track of pictures. */
import { extname } from 'node:path';
import type { SourceFile } from './source-file.ts';

/** An album of music has pictures in its tags, in files of these endings never as a track. */
const ENDINGS = new Set(['.mp4', '.webm']);

/** Tracks are described at the beginning of a WebM, before its content. */
const WEBM_HEAD_BYTES = 64 * 1024;

const ATOM_HEADER_BYTES = 8;
const MOST_ATOMS = 1_000;
const MOST_MOVIE_BYTES = 4 * 1024 * 1024;

/** A handler of video, 8 bytes after its name (ISO 14496-12, 8.4.3). */
const VIDEO_HANDLER = 'hdlr\0\0\0\0\0\0\0\0vide';

/** Whether a file is a film rather than music. */
export function isFilm(path: string, file: SourceFile): boolean {
  if (!ENDINGS.has(extname(path).toLowerCase())) return false;
  const head = file.slice(0, WEBM_HEAD_BYTES).toString('latin1');
  if (head.startsWith('\x1a\x45\xdf\xa3')) return /V_(?:VP|AV1|MPEG)/.test(head);
  return movieOf(file).toString('latin1').includes(VIDEO_HANDLER);
}

/** What describes the tracks of an MP4, wherever it is in the file. */
export function movieOf(file: SourceFile): Buffer {
  for (let position = 0, atoms = 0; atoms < MOST_ATOMS; atoms += 1) {
    const header = file.slice(position, ATOM_HEADER_BYTES * 2);
    if (header.length < ATOM_HEADER_BYTES) break;
    const isLong = header.readUInt32BE(0) === 1 && header.length === ATOM_HEADER_BYTES * 2;
    const size = isLong ? Number(header.readBigUInt64BE(8)) : header.readUInt32BE(0);
    if (header.toString('latin1', 4, 8) === 'moov') {
      return file.slice(position, Math.min(size, MOST_MOVIE_BYTES));
    }
    if (size < ATOM_HEADER_BYTES) break;
    position += size;
  }
  return Buffer.alloc(0);
}
