/** Writes XSPF, version 1 (https://www.xspf.org/spec): addresses and tags, in XML. */
import {
  onOneLine,
  type PathStyle,
  pathAddress,
  type WrittenEntry,
  type WrittenPlaylist,
} from './written-playlist.ts';

/** The text of the file. */
export function xspfText({ name, entries }: WrittenPlaylist, style: PathStyle): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<playlist version="1" xmlns="http://xspf.org/ns/0/">',
    ...element('title', name, '  '),
    '  <trackList>',
    ...entries.flatMap((entry) => track(entry, style)),
    '  </trackList>',
    '</playlist>',
    '',
  ].join('\n');
}

/** In the order that the specification's examples have. */
function track(entry: WrittenEntry, style: PathStyle): string[] {
  const { path, title, artist, album, trackNumber, durationMs } = entry;
  // A whole number that is not below 0 (XSPF), and not below 1 for the number of a track.
  const length = durationMs === null ? null : Math.max(0, Math.round(durationMs));
  const number = trackNumber === null || trackNumber < 1 ? null : trackNumber;
  return [
    '    <track>',
    ...element('location', pathAddress(path, style)),
    ...element('title', title),
    ...element('creator', artist),
    ...element('album', album),
    ...element('trackNum', number),
    ...element('duration', length),
    '    </track>',
  ];
}

function element(name: string, value: string | number | null, indent = '      '): string[] {
  const text = value === null ? '' : escaped(onOneLine(String(value)));
  return text === '' ? [] : [`${indent}<${name}>${text}</${name}>`];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
