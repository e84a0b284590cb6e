/** Whatever a playlist file holds, its reader answers, in time that grows with the file and no faster. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseM3u } from './m3u.ts';
import { parsePls } from './pls.ts';
import { parseXspf } from './xspf.ts';

const READERS = [
  ['m3u', parseM3u],
  ['pls', parsePls],
  ['xspf', parseXspf],
] as const;

/** What the formats give a meaning to, cut at any place. */
const PIECES = [
  ...[
    '#EXTM3U',
    '#EXTINF:',
    '#PLAYLIST:',
    'File1=',
    'Title1=',
    '[playlist]',
    'file:///',
    '%',
    '%2',
  ],
  ...['<track>', '</track>', '<location>', '</location>', '<title', '>', '<!--', '-->', '&#x', ';'],
  ...['<![CDATA[', ']]>', '<trackList>', '\n', '\r', '\0', '../', 'C:\\', '\ufeff', ' - ', '&amp;'],
];

const content = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 6 })))
    .map((pieces) => Buffer.from(pieces.join(''))),
);

test.each(READERS)('%s: any bytes are a playlist of some entries', (ending, parse) => {
  fc.assert(
    fc.property(content, fc.boolean(), (bytes, isWindows) => {
      const path = isWindows ? `C:\\a.${ending}` : `/a.${ending}`;
      const { name, entries } = parse({ path, bytes, isWindows });
      expect(name.length).toBeLessThanOrEqual(200);
      for (const { written, paths } of entries) {
        expect([typeof written, ...paths.map((each) => typeof each)]).not.toContain('undefined');
      }
    }),
    { numRuns: 300 },
  );
});

test.each(READERS)('%s: a file of nothing but beginnings is read at once', (ending, parse) => {
  for (const piece of PIECES) {
    const bytes = Buffer.from(piece.repeat(Math.ceil(400_000 / piece.length)));
    const begun = performance.now();
    parse({ path: `/a.${ending}`, bytes, isWindows: false });
    // Quadratic readers take a minute for this, linear ones some hundredths of a second.
    expect(performance.now() - begun, piece).toBeLessThan(5_000);
  }
});
