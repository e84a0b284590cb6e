/** Writes M3U8: paths on lines, in UTF-8, with the comments that players read. */
import {
  onOneLine,
  type PathStyle,
  pathLine,
  shownText,
  type WrittenPlaylist,
  wholeSeconds,
} from './written-playlist.ts';

/** The text of the file. No byte order mark: some players take it for a part of the first line. */
export function m3u8Text({ name, entries }: WrittenPlaylist, style: PathStyle): string {
  const lines = entries.flatMap((entry) => [
    `#EXTINF:${wholeSeconds(entry)},${shownText(entry, style.isWindows)}`,
    pathLine(entry.path, style),
  ]);
  return `${['#EXTM3U', `#PLAYLIST:${onOneLine(name)}`, ...lines].join('\n')}\n`;
}
