/** Writes M3U8: paths on lines, in UTF-8, with the comments that players read. */
import {
  onOneLine,
  type PathStyle,
  pathLine,
  shownText,
  type WrittenEntry,
  type WrittenPlaylist,
  wholeSeconds,
} from './written-playlist.ts';

/** The text of the file. No byte order mark: some players take it for a part of the first line. */
export function m3u8Text({ name, entries }: WrittenPlaylist, style: PathStyle): string {
  const lines = entries.flatMap((entry) => [
    `#EXTINF:${wholeSeconds(entry)},${shownText(entry, style.isWindows)}`,
    ...extent(entry),
    pathLine(entry.path, style),
  ]);
  return `${['#EXTM3U', `#PLAYLIST:${onOneLine(name)}`, ...lines].join('\n')}\n`;
}

/** What part of its file an entry is, for VLC and its like, in seconds (https://wiki.videolan.org/M3U). */
function extent({ beginMs, endMs }: WrittenEntry): string[] {
  return [
    ...(beginMs === null ? [] : [`#EXTVLCOPT:start-time=${beginMs / 1_000}`]),
    ...(endMs === null ? [] : [`#EXTVLCOPT:stop-time=${endMs / 1_000}`]),
  ];
}
