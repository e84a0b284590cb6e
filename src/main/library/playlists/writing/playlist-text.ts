/** The formats that playlists are written in. */
import type { PlaylistFormat } from '../../../../shared/api/playlist-files.ts';
import { m3u8Text } from './write-m3u8.ts';
import { plsText } from './write-pls.ts';
import { xspfText } from './write-xspf.ts';
import type { PathStyle, WrittenPlaylist } from './written-playlist.ts';

const WRITERS: Readonly<
  Record<PlaylistFormat, (playlist: WrittenPlaylist, style: PathStyle) => string>
> = { m3u8: m3u8Text, xspf: xspfText, pls: plsText };

/** The text of a playlist's file, to be written as UTF-8. */
export function playlistText(
  format: PlaylistFormat,
  playlist: WrittenPlaylist,
  style: PathStyle,
): string {
  return WRITERS[format](playlist, style);
}
