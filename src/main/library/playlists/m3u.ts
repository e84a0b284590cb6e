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
    if (written === '') continue;
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
