/** PLS playlists: numbered lines of files and titles, in any order. */
import {
  entryOf,
  nameOf,
  type ParsedPlaylist,
  type PlaylistFile,
  placeOf,
  tagsOf,
} from './parsed-playlist.ts';
import { type Line, linesOf } from './playlist-lines.ts';

const FIELD = /^\s*(File|Title)(\d{1,7})\s*=\s*(.*?)\s*$/i;

/** Where GNOME's players write the name. */
const NAME = /^X-GNOME-Title\s*=\s*(.*?)\s*$/i;

export function parsePls(file: PlaylistFile): ParsedPlaylist {
  const files = new Map<number, Line>();
  const titles = new Map<number, string>();
  const place = placeOf(file);
  let own: string | undefined;
  for (const line of linesOf(file.bytes)) {
    own ??= NAME.exec(line[0])?.[1];
    const [, field, number, value = ''] = FIELD.exec(line[0]) ?? [];
    if (field === undefined || value === '') continue;
    if (field.toLowerCase() === 'title') titles.set(Number(number), value);
    else {
      const others = line.slice(1).map((text) => FIELD.exec(text)?.[3] ?? text);
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
