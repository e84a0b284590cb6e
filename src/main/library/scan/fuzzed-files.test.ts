/** Files that the fuzzing of readers has found (fixtures/fuzz), as small as they come: each is read, or told plainly. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { readTags } from './read-tags.ts';
import { TagAnswerSchema } from './tag-messages.ts';
import { id3Frame, id3Tag, song, writeFlac, writeMp3 } from './testing/tagged-files.ts';

/** What crosses from the thread that reads tags has to fit: what does not ends the thread. */
function readToSend(path: string) {
  const result = readTags(path);
  TagAnswerSchema.parse({ kind: 'result', result });
  return result;
}

function write(name: string, ...parts: readonly Buffer[]): string {
  const path = join(makeScratchFolder(), name);
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

test('a Monkey’s Audio that says four thousand million samples a second has none that is known', () => {
  const head = Buffer.alloc(76, 0xff);
  head.write('MAC ', 0, 'latin1');
  head.writeUInt16LE(3_990, 4);
  head.writeUInt32LE(52, 8);
  expect(readToSend(write('song.ape', head))).not.toMatchObject({
    tags: { sampleRate: expect.toSatisfy((rate) => rate !== null && rate > 100_000_000) },
  });
});

test('a FLAC whose cue sheet begins in a million years is one track', () => {
  const flac = readFileSync(writeFlac(['TITLE', 'Song']));
  const track = Buffer.alloc(36 + 12);
  track.writeBigUInt64BE(2n ** 63n, 0);
  track.writeUInt8(1, 8);
  track.writeUInt8(1, 35);
  track.writeUInt8(1, 36 + 8);
  const body = Buffer.concat([Buffer.alloc(396), track]);
  const header = Buffer.alloc(4);
  header.writeUInt32BE(body.length);
  header.writeUInt8(5);
  const streamInfo = 4 + 4 + 34;
  const file = write(
    'song.flac',
    flac.subarray(0, streamInfo),
    header,
    body,
    flac.subarray(streamInfo),
  );
  expect(readToSend(file)).toMatchObject({ tags: { title: 'Song', cueSheet: null } });
});

test('chapters in chapters, deeper than any stack, are told without words of programs', () => {
  const title = id3Frame('TIT2', Buffer.from('\x03Song'));
  const start = Buffer.of(0x61, 0, 3, 0);
  const heads: Buffer[] = [];
  for (let size = title.length; heads.length < 20_000; ) {
    size += start.length;
    const bits = [21, 14, 7, 0].map((by) => (size >> by) & 0x7f);
    const head = Buffer.concat([Buffer.from('CTOC'), Buffer.from(bits), Buffer.of(0, 0), start]);
    heads.push(head);
    size += head.length - start.length;
  }
  const whole = Buffer.concat([...heads.toReversed(), title]);
  const result = readToSend(writeMp3(song(), id3Tag(4, whole)));
  expect(JSON.stringify(result)).not.toMatch(/memory access|call stack|unreachable/);
  // The next file is read as if nothing had been.
  expect(readToSend(join(AUDIO_FIXTURES, '01 first light.mp3'))).toMatchObject({
    tags: { title: 'Première lumière' },
  });
});

test('names of artists that are long together are cut where they are shown', () => {
  const names = Array.from({ length: 9 }, (_, index) => `${index}${'n'.repeat(400)}`);
  const result = readToSend(writeFlac(...names.map((name) => ['ARTIST', name] as const)));
  const credit = 'tags' in result ? result.tags.artistCredit : '';
  expect([credit.length, credit.at(-1)]).toEqual([1_000, '…']);
});

test('lyrics whose size is no number are taken for audio', () => {
  const result = readToSend(writeMp3(Buffer.concat([song(), Buffer.from('-00x12LYRICS200')])));
  expect(result).toMatchObject({ tags: { contentKey: expect.stringMatching(/^[0-9a-f]{32}$/) } });
});
