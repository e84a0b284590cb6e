/**
 * XSPF playlists (https://www.xspf.org/spec): of the XML only what says which tracks there are. What is no
 * XSPF has no tracks.
 */
import {
  countOf,
  entryOf,
  nameOf,
  type ParsedPlaylist,
  type PlaylistFile,
  placeOf,
} from './parsed-playlist.ts';
import { linesOf } from './playlist-lines.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** How many tracks begin. */
export function countInXspf(bytes: Uint8Array): number {
  return countOf(Buffer.from(bytes).toString('latin1'), /<track[\s>]/gi);
}

export function parseXspf(file: PlaylistFile): ParsedPlaylist {
  const place = placeOf(file);
  const text = withoutComments(textOf(file.bytes));
  const entries = elementsOf(text, 'track')
    .map((track) => {
      // Several of one track are places of the same.
      const [location = '', ...others] = elementsOf(track, 'location').map(contentOf);
      const title = fieldOf(track, 'title');
      const artist = fieldOf(track, 'creator');
      const tags = title && artist ? { title, artist } : undefined;
      const written = location || [artist, title].filter(Boolean).join(' - ');
      return entryOf([written, ...others], { place, tags, isAddress: location !== '' });
    })
    .filter(({ written }) => written !== '');
  const [head = ''] = text.split(/<(?:[\w.-]{1,64}:)?trackList\b/i);
  return { name: nameOf(file, fieldOf(head, 'title')), entries };
}

/** In the encoding that the file says, unless it is Unicode. */
function textOf(bytes: Uint8Array): string {
  const lines = linesOf(bytes);
  const [, encoding = ''] =
    /^<\?xml\s[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(lines[0]?.[0] ?? '') ?? [];
  const isUnicode =
    /^(?:utf|ucs|iso-10646)/i.test(encoding) || lines.every((line) => line.length === 1);
  if (encoding !== '' && !isUnicode) {
    try {
      return new TextDecoder(encoding).decode(bytes);
    } catch {
      // No encoding that is known: what is likeliest counts.
    }
  }
  return lines.map(([line]) => line).join('\n');
}

/**
 * What stands in the elements of a name, in their order. Each sign is passed once: expressions that look for
 * the end of each beginning take hours for a file of beginnings.
 */
function elementsOf(xml: string, name: string, most = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = [];
  const tag = new RegExp(`<(/?)(?:[\\w.-]{1,64}:)?${name}(?=[\\s/>])[^<>]*>`, 'gi');
  let start: number | null = null;
  for (const { 0: whole, 1: slash, index } of xml.matchAll(tag)) {
    if (slash !== '/') start ??= whole.endsWith('/>') ? null : index + whole.length;
    else if (start !== null) {
      found.push(xml.slice(start, index));
      if (found.length === most) break;
      start = null;
    }
  }
  return found;
}

function withoutComments(xml: string): string {
  const kept: string[] = [];
  for (let at = 0; ; ) {
    const start = xml.indexOf('<!--', at);
    const end = start < 0 ? -1 : xml.indexOf('-->', start + 4);
    if (end < 0) return kept.concat(xml.slice(at)).join('');
    kept.push(xml.slice(at, start));
    at = end + 3;
  }
}

function fieldOf(xml: string, element: string): string {
  const [found = ''] = elementsOf(xml, element, 1);
  return contentOf(found);
}

function contentOf(content: string): string {
  const value = withTextOfCdata(content);
  return value.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, textOfEntity).trim();
}

/** CDATA as text with entities. */
function withTextOfCdata(xml: string): string {
  const [first = '', ...parts] = xml.split('<![CDATA[');
  return parts.reduce((text, part) => {
    const end = part.indexOf(']]>');
    if (end < 0) return `${text}<![CDATA[${part}`;
    return text + part.slice(0, end).replaceAll('&', '&amp;') + part.slice(end + 3);
  }, first);
}

function textOfEntity(written: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? written;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : written;
}
