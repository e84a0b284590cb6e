/**
 * XSPF playlists (https://www.xspf.org/spec): of the XML only what says which tracks there are. What is no
 * XSPF has no tracks.
 */
import {
  entryOf,
  nameOf,
  type ParsedPlaylist,
  type PlaylistFile,
  placeOf,
} from './parsed-playlist.ts';
import { linesOf } from './playlist-lines.ts';

const TRACK = /<track\b[^>]*>([\s\S]*?)<\/track>/gi;
const COMMENT = /<!--[\s\S]*?-->/g;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

export function parseXspf(file: PlaylistFile): ParsedPlaylist {
  const place = placeOf(file);
  const text = linesOf(file.bytes)
    .map(([line]) => line)
    .join('\n')
    .replace(COMMENT, '');
  const entries = Array.from(text.matchAll(TRACK), ([, track = '']) => {
    const location = fieldOf(track, 'location');
    const title = fieldOf(track, 'title');
    const artist = fieldOf(track, 'creator');
    const tags = title && artist ? { title, artist } : undefined;
    const written = location || [artist, title].filter(Boolean).join(' - ');
    return entryOf([written], { place, tags, isAddress: location !== '' });
  }).filter(({ written }) => written !== '');
  const [head = ''] = text.split(/<trackList\b/i);
  return { name: nameOf(file, fieldOf(head, 'title')), entries };
}

function fieldOf(xml: string, element: string): string {
  const found = new RegExp(`<${element}\\b[^>]*>([\\s\\S]*?)</${element}>`, 'i').exec(xml);
  const value = (found?.[1] ?? '').replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
    text.replaceAll('&', '&amp;'),
  );
  return value.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, textOfEntity).trim();
}

function textOfEntity(written: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? written;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : written;
}
