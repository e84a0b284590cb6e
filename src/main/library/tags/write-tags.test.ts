/** Tags of one file are written, or the file stays what it was. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { AUDIO_FIXTURES, makeScratchFolder } from '../../../../fixtures/test-library.ts';
import type { NewTags, Tags } from '../../../shared/tags.ts';
import { readTags } from '../scan/read-tags.ts';
import { TagEditor } from './tag-editor.ts';
import { apeOf, musepackOf } from './testing/made-audio.ts';
import { seeTags, writeTags } from './write-tags.ts';

const FORMATS = fileURLToPath(new URL('../scan/testing/formats', import.meta.url));

const FILES = [
  join(AUDIO_FIXTURES, '01 first light.mp3'),
  join(AUDIO_FIXTURES, '02 second light.flac'),
  join(AUDIO_FIXTURES, '03 third light.ogg'),
  join(AUDIO_FIXTURES, '04 fourth light.opus'),
  join(AUDIO_FIXTURES, '05 fifth light.m4a'),
  join(AUDIO_FIXTURES, '06 sixth light.wav'),
  ...['alac.m4a', 'song.aiff', 'song.m4b', 'song.spx', 'song.tta', 'song.wv'].map((name) =>
    join(FORMATS, name),
  ),
];

let editor: TagEditor;

beforeAll(async () => {
  editor = await TagEditor.load();
});

/** A copy of a file in a folder of its own. */
function copyOf(file: string): string {
  const copy = join(makeScratchFolder(), basename(file));
  copyFileSync(file, copy);
  chmodSync(copy, 0o644);
  return copy;
}

const mp3 = () => copyOf(join(AUDIO_FIXTURES, '01 first light.mp3'));

const tagsIn = async (file: string): Promise<Tags> => (await seeTags(file, editor)).tags;

/** An editor that does something else with what it writes. */
const editorThat = (write: TagEditor['write']) => ({
  see: (bytes: Uint8Array) => editor.see(bytes),
  write,
});

const write = (file: string, tags: NewTags, expected?: Tags) =>
  writeTags(file, { tags, expected }, editor);

const NEW: NewTags = {
  TITLE: ['Ein neuer Titel, länger als zuvor. '.repeat(40).trim()],
  ARTIST: ['Eine', 'Zwei'],
  TRACKNUMBER: ['7/12'],
  DATE: ['1999-05-01'],
  COMPOSER: ['Жан Сибелиус'],
};

async function expectRefusal(file: string, code: string, work: () => Promise<unknown>) {
  const before = readFileSync(file);
  const stats = statSync(file, { bigint: true });
  const names = readdirSync(dirname(file));
  await expect(work()).rejects.toMatchObject({
    code,
    libraryState: 'The file and the library are as they were.',
  });
  expect(readFileSync(file)).toEqual(before);
  expect(statSync(file, { bigint: true })).toMatchObject({
    ino: stats.ino,
    mtimeNs: stats.mtimeNs,
  });
  expect(readdirSync(dirname(file))).toEqual(names);
}

test.for(FILES.map((file) => [basename(file), file] as const))(
  'tags of %s are written and read again, and its audio is what it was',
  async ([, original]) => {
    const file = copyOf(original);
    const old = await tagsIn(file);
    const { after, before } = await write(file, NEW);
    expect(after).toMatchObject(NEW);
    expect(await tagsIn(file)).toEqual({ ...old, ...NEW });
    expect(readTags(file)).toMatchObject({
      tags: { artists: ['Eine', 'Zwei'], trackNumber: 7, year: 1999 },
    });
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
    await write(file, before, after);
    expect(await tagsIn(file)).toEqual(old);
  },
);

test.for([
  ['Monkey’s Audio', 'song.ape', apeOf],
  ['Musepack', 'song.mpc', musepackOf],
] as const)('tags of %s are written', async ([, name, make]) => {
  const file = join(makeScratchFolder(), name);
  writeFileSync(file, make());
  await write(file, NEW);
  expect(await tagsIn(file)).toMatchObject(NEW);
  expect(readFileSync(file).subarray(0, make().length)).toEqual(make());
});

test('a number that is written as 03/12 stays so when another tag is written', async () => {
  const file = copyOf(join(AUDIO_FIXTURES, '02 second light.flac'));
  await write(file, { TRACKNUMBER: ['03/12'] });
  await write(file, { TITLE: ['Other'] });
  expect(await tagsIn(file)).toMatchObject({ TRACKNUMBER: ['03/12'], TITLE: ['Other'] });
});

test('an empty list removes a tag', async () => {
  const file = mp3();
  await write(file, { ALBUM: ['Here'], LYRICS: ['La\nla'] });
  expect(await tagsIn(file)).toMatchObject({ ALBUM: ['Here'], LYRICS: ['La\nla'] });
  const { before } = await write(file, { ALBUM: [], LYRICS: [] });
  expect(before).toEqual({ ALBUM: ['Here'], LYRICS: ['La\nla'] });
  expect(await tagsIn(file)).not.toHaveProperty('ALBUM');
  expect(await tagsIn(file)).not.toHaveProperty('LYRICS');
});

test('a file that has the tags already is not written', async () => {
  const file = mp3();
  await write(file, { TITLE: ['Same'] });
  const { ino, ctimeNs } = statSync(file, { bigint: true });
  const { before, after } = await write(file, { TITLE: ['Same'] });
  expect(after).toEqual(before);
  expect(statSync(file, { bigint: true })).toMatchObject({ ino, ctimeNs });
});

test.skipIf(process.platform !== 'linux')(
  'owner, mode, times and extended attributes are kept',
  async () => {
    const file = mp3();
    execFileSync('python3', [
      '-c',
      `import os; os.setxattr(${JSON.stringify(file)}, 'user.mood', b'calm')`,
    ]);
    if (process.getuid?.() === 0) chownSync(file, 1234, 2345);
    chmodSync(file, 0o640);
    utimesSync(file, 1_000_000_000.123456, 981_173_106.654321);
    const before = statSync(file, { bigint: true });
    await write(file, { TITLE: ['Kept'] });
    const { uid, gid, mode, mtimeNs, ino } = statSync(file, { bigint: true });
    expect({ uid, gid, mode, mtimeNs }).toEqual({
      uid: before.uid,
      gid: before.gid,
      mode: before.mode,
      mtimeNs: before.mtimeNs,
    });
    expect(ino).not.toBe(before.ino);
    const moods = `import os; print(os.getxattr(${JSON.stringify(file)}, 'user.mood').decode())`;
    expect(execFileSync('python3', ['-c', moods], { encoding: 'utf8' })).toBe('calm\n');
  },
);

test('a file that can only be read stays what it was, also to root', async () => {
  const file = mp3();
  chmodSync(file, 0o444);
  await expectRefusal(file, 'NO_PERMISSION', () => write(file, NEW));
});

test('a link, and a file with other names, stay what they were', async () => {
  const file = mp3();
  const link = join(dirname(file), 'link.mp3');
  symlinkSync(file, link);
  await expectRefusal(file, 'CONFLICT', () => write(link, NEW));
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  linkSync(file, join(makeScratchFolder(), 'other name.mp3'));
  await expectRefusal(file, 'CONFLICT', () => write(file, NEW));
});

test('a file whose tags were changed since they were seen stays what it was', async () => {
  const file = mp3();
  await write(file, { TITLE: ['Of another'] });
  await expectRefusal(file, 'CONFLICT', () => write(file, NEW, { TITLE: ['As seen'] }));
});

test('a file that changes while its tags are written is not replaced', async () => {
  const file = mp3();
  const changing = editorThat(async (bytes, tags) => {
    utimesSync(file, 1, 1);
    return editor.write(bytes, tags);
  });
  const before = readFileSync(file);
  await expect(writeTags(file, { tags: NEW }, changing)).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  expect(readFileSync(file)).toEqual(before);
  expect(readdirSync(dirname(file))).toEqual([basename(file)]);
});

test.for(FILES.map((file) => [extname(file), file] as const))(
  'audio of %s that would be another by one bit does not take its place',
  async ([, original]) => {
    const file = copyOf(original);
    const breaking = editorThat(async (bytes, tags) => {
      const made = Buffer.from(await editor.write(bytes, tags));
      // In the audio of each of these files, which is most of them.
      const at = /(wv|tta|wav|aiff)$/.test(original) ? 0.5 : 0.75;
      const place = Math.floor(made.length * at);
      made[place] = (made[place] ?? 0) ^ 1;
      return made;
    });
    await expectRefusal(file, 'TAGS_NOT_WRITTEN', () =>
      writeTags(file, { tags: { TITLE: ['x'] } }, breaking),
    );
  },
);

test('a tag that would be lost on the way keeps the file from being written', async () => {
  const file = mp3();
  await write(file, { COMMENT: ['Mine'] });
  const losing = editorThat((bytes, { COMMENT: _, ...tags }) => editor.write(bytes, tags));
  await expectRefusal(file, 'TAGS_NOT_WRITTEN', () =>
    writeTags(file, { tags: { TITLE: ['x'] } }, losing),
  );
});

test('what is no audio, is cut off or has no tags that can be written stays what it was', async () => {
  const text = join(makeScratchFolder(), 'text.mp3');
  writeFileSync(text, 'no music at all');
  await expectRefusal(text, 'TAGS_NOT_WRITTEN', () => write(text, NEW));
  const cut = copyOf(join(AUDIO_FIXTURES, '05 fifth light.m4a'));
  truncateSync(cut, 300);
  await expectRefusal(cut, 'TAGS_NOT_WRITTEN', () => write(cut, NEW));
  const matroska = copyOf(join(FORMATS, 'song.mka'));
  await expectRefusal(matroska, 'TAGS_NOT_WRITTEN', () => write(matroska, NEW));
});

test('what a killed process left in the folder goes when it is old', async () => {
  const file = mp3();
  const left = join(dirname(file), '.fermata-0123456789abcdef.partial');
  writeFileSync(left, 'half');
  await write(file, { TITLE: ['One'] });
  expect(readdirSync(dirname(file))).toContain(basename(left));
});
