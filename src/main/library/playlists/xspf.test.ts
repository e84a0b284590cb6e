/** XSPF playlists as players write them. */
import { expect, test } from 'vitest';
import { parseXspf } from './xspf.ts';

function parse(text: string) {
  return parseXspf({
    path: '/lists/Mix.xspf',
    bytes: new TextEncoder().encode(text),
    isWindows: false,
  });
}

test('A playlist has its name and its tracks, by their places or by their tags', () => {
  const text = `<?xml version="1.0"?><playlist version="1"><title>Rock &amp; Roll</title>
    <!-- <track><location>no.mp3</location></track> -->
    <trackList>
      <track><location>file:///music/a%20b.mp3</location><title>A &lt;3</title><creator>Zo&#xeb;</creator></track>
      <track>
        <title><![CDATA[B & C]]></title><creator>D</creator></track>
      <track><location>c.mp3</location></track><track></track>
    </trackList></playlist>`;
  expect(parse(text)).toEqual({
    name: 'Rock & Roll',
    entries: [
      {
        written: 'file:///music/a%20b.mp3',
        paths: ['/music/a b.mp3'],
        tags: { artist: 'Zoë', title: 'A <3' },
      },
      { written: 'D - B & C', paths: ['/lists/D - B & C'], tags: { artist: 'D', title: 'B & C' } },
      { written: 'c.mp3', paths: ['/lists/c.mp3'] },
    ],
  });
});

test('A track may have several places, and its elements a prefix', () => {
  const text = `<x:playlist xmlns:x="http://xspf.org/ns/0/"><x:title>Mix 2</x:title><x:trackList><x:track>
    <x:location>http://example.org/a.mp3</x:location><x:location>b.mp3</x:location>
  </x:track></x:trackList></x:playlist>`;
  expect(parse(text)).toEqual({
    name: 'Mix 2',
    entries: [{ written: 'http://example.org/a.mp3', paths: ['/lists/b.mp3'] }],
  });
});

test('What is no playlist has no entries, and the name of its file', () => {
  expect(parse('<html>&bogus;&#x110000;')).toEqual({ name: 'Mix', entries: [] });
});
