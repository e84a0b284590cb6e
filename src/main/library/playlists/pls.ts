/** PLS playlists: numbered lines of files and titles, in any order. */
import {
  countOf,
  entryOf,
  nameOf,
  type ParsedPlaylist,
  type PlaylistFile,
  placeOf,
  tagsOf,
} from './parsed-playlist.ts';
import { type Line, linesOf } from './playlist-lines.ts';

/** What follows is trimmed by hand: an expression that does it takes hours for a line of spaces. */
const FIELD = /^\s*(File|Title)(\d{1,7})\s*=(.*)$/i;

/** Where GNOME's players write the name. */
const NAME = /^X-GNOME-Title\s*=(.*)$/i;

/** A longer line names no file; in UTF-16 units. */
const MOST_LINE_LENGTH = 64 * 1024;

/** How many files are named. */
export function countInPls(bytes: Uint8Array): number {
  return countOf(Buffer.from(bytes).toString('latin1'), /^[ \t]*File\d/gim);
}

export function parsePls(file: PlaylistFile): ParsedPlaylist {
  const files = new Map<number, Line>();
  const titles = new Map<number, string>();
  const place = placeOf(file);
  let own: string | undefined;
  for (const line of linesOf(file.bytes)) {
    if (line[0].length > MOST_LINE_LENGTH) continue;
    own ??= NAME.exec(line[0])?.[1]?.trim();
    const [, field, number, written = ''] = FIELD.exec(line[0]) ?? [];
    const value = written.trim();
    if (field === undefined || value === '') continue;
    if (field.toLowerCase() === 'title') titles.set(Number(number), value);
    else {
      const others = line.slice(1).map((text) => FIELD.exec(text)?.[3]?.trim() ?? text);
      files.set(Number(number), [value, ...others]);
    }
  }
  const entries = [...files]
    .toSorted(([a], [b]) => a - b)
    .map(([number, written]) =>
      entryOf(written, { place, tags: tagsOf(titles.get(number) ?? '') }),
    );
  return { name: nameOf(file, own), entries };
}
