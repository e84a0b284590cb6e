/**
 * M3U playlists: lines of paths and addresses, with comments that players put meaning into. There
 * is no standard; this reads what players write: Unicode or the encodings of old ones, paths from the
 * playlist's folder on or from the root, with the slashes of either system, and file: URLs.
 */
import {
  entryOf,
  nameOf,
  type ParsedEntry,
  type ParsedPlaylist,
  type PlaylistFile,
  placeOf,
  tagsOf,
} from './parsed-playlist.ts';
import { linesOf } from './playlist-lines.ts';

/** A name may begin like a comment, and a song be the first in the charts: "#1 Hit.mp3". */
const SONG_LIKE_A_COMMENT = /^#(?!EXT|PLAYLIST).*\.[a-z0-9]{2,4}\s*$/i;

const SHOWN = /^#EXTINF:[^,]*,(.*)$/;

/** A longer one names no file: systems have paths of 32 kB at most. In UTF-16 units. */
const MOST_LINE_LENGTH = 64 * 1024;

const NEW_LINES = new Set([0x0a, 0x0d]);
const BLANKS = new Set([0x00, 0x09, 0x20]);
const COMMENT = 0x23;

/** How many lines name something, whatever their encoding is. */
export function countInM3u(bytes: Uint8Array): number {
  let count = 0;
  let isAtBeginning = true;
  for (const byte of bytes) {
    if (NEW_LINES.has(byte)) isAtBeginning = true;
    else if (isAtBeginning && !BLANKS.has(byte)) {
      isAtBeginning = false;
      if (byte !== COMMENT) count += 1;
    }
  }
  return count;
}

/** Some programs put names with spaces into quotes. */
function unquoted(line: string): string {
  return line.trim().replace(/^"(.+)"$/, '$1');
}

/** What a playlist file says; without entries where it names no tracks. */
export function parseM3u(file: PlaylistFile): ParsedPlaylist {
  const place = placeOf(file);
  const entries: ParsedEntry[] = [];
  let own: string | undefined;
  let shown: string | undefined;
  for (const line of linesOf(file.bytes)) {
    const [likeliest] = line;
    const written = likeliest.trim();
    if (written === '' || written.length > MOST_LINE_LENGTH) continue;
    if (written.startsWith('#PLAYLIST:')) own ??= written.slice('#PLAYLIST:'.length);
    shown = SHOWN.exec(written)?.[1] ?? shown;
    if (written.startsWith('#') && !SONG_LIKE_A_COMMENT.test(written)) continue;
    // Names may begin with a space; more often a space was left over.
    const [, ...others] = line.flatMap((text) => [text.trim(), text, unquoted(text)]);
    entries.push(entryOf([written, ...others], { place, tags: tagsOf(shown ?? '') }));
    shown = undefined;
  }
  return { name: nameOf(file, own), entries };
}
