/** Writing tags on a disk that becomes full in the middle, and what other programs hear of the files then. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { canMountDisks } from '../../lifecycle/testing/peer.ts';
import { TagEditor } from './tag-editor.ts';
import { writeTags } from './write-tags.ts';

let editor: TagEditor;

beforeAll(async () => {
  editor = await TagEditor.load();
});

const isRoot = process.getuid?.() === 0;

/** A WAV file of a megabyte, with noise in it. */
function noise(): Buffer {
  const bytes = Buffer.alloc(1_000_044);
  for (let at = 44; at < bytes.length; at += 1) bytes[at] = (at * 7_919) % 251;
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8_000, 24);
  bytes.writeUInt32LE(8_000, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(bytes.length - 44, 40);
  return bytes;
}

test.skipIf(!canMountDisks() || !isRoot)(
  'a disk that is full in the middle of writing keeps the file as it was',
  async () => {
    const disk = join(makeScratchFolder(), 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1600k', 'none', disk]);
    onTestFinished(() => void spawnSync('umount', [disk]));
    const file = join(disk, 'song.wav');
    writeFileSync(file, noise());
    const { ino, mtimeNs } = statSync(file, { bigint: true });
    await expect(writeTags(file, { tags: { TITLE: ['New'] } }, editor)).rejects.toMatchObject({
      code: 'NO_SPACE',
      libraryState: 'The file and the library are as they were.',
    });
    expect(readFileSync(file).equals(noise())).toBe(true);
    expect(statSync(file, { bigint: true })).toMatchObject({ ino, mtimeNs });
    expect(readdirSync(disk)).toEqual(['song.wav']);
  },
);

test.skipIf(!canMountDisks() || !isRoot)(
  'a disk that can only be read is told as that',
  async () => {
    const disk = join(makeScratchFolder(), 'disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', 'none', disk]);
    onTestFinished(() => void spawnSync('umount', [disk]));
    const file = join(disk, 'song.wav');
    writeFileSync(file, noise());
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await expect(writeTags(file, { tags: { TITLE: ['New'] } }, editor)).rejects.toMatchObject({
      code: 'NO_PERMISSION',
    });
    expect(readFileSync(file).equals(noise())).toBe(true);
  },
);

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

const MADE = [
  ['long.mp3', []],
  ['long.flac', []],
  ['long.ogg', ['-c:a', 'libvorbis']],
  ['long.opus', []],
  ['index at the end.m4a', []],
  ['index first.m4a', ['-movflags', '+faststart']],
  ['flac.oga', ['-c:a', 'flac']],
  ['long.wav', []],
  ['long.aiff', ['-write_id3v2', '1']],
  ['long.wv', []],
] as const;

/** What ffmpeg makes of the audio of a file: of its samples, and of when each of them is played. */
function heard(file: string): string {
  const options = ['-v', 'error', '-i', file, '-map', '0:a', '-f', 'framemd5', '-'];
  return execFileSync('ffmpeg', options, { encoding: 'utf8' });
}

test.skipIf(!hasFfmpeg).for(MADE)(
  'ffmpeg hears the same of %s with tags that are longer, and shorter again',
  async ([name, options]) => {
    const folder = makeScratchFolder();
    const file = join(folder, name);
    const source = 'sine=frequency=440:duration=4';
    const tags = ['-metadata', 'title=Old', '-metadata', 'track=03/12', '-metadata', 'date=1999'];
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-f', 'lavfi', '-i', source],
      ...[...options, ...tags, file],
    ]);
    const original = join(folder, `original ${name}`);
    copyFileSync(file, original);
    const sound = heard(file);
    const LYRICS = ['A line that is sung again and again.\n'.repeat(4_000)];
    const { before, after } = await writeTags(file, { tags: { TITLE: ['New'], LYRICS } }, editor);
    expect(after).toEqual({ TITLE: ['New'], LYRICS });
    expect(heard(file)).toBe(sound);
    await writeTags(file, { tags: before, expected: after }, editor);
    expect(heard(file)).toBe(sound);
    expect((await editor.see(readFileSync(file))).tags).toEqual(
      (await editor.see(readFileSync(original))).tags,
    );
  },
);

test.skipIf(!hasFfmpeg)(
  'a file with a table of its fragments, which would lead astray, stays what it was',
  async () => {
    const file = join(makeScratchFolder(), 'fragments.m4a');
    execFileSync('ffmpeg', [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'sine=frequency=440:duration=4'],
      ...['-movflags', '+frag_keyframe+empty_moov', '-frag_duration', '500000', file],
    ]);
    const before = readFileSync(file);
    await expect(
      writeTags(file, { tags: { LYRICS: ['La '.repeat(5_000)] } }, editor),
    ).rejects.toMatchObject({ code: 'TAGS_NOT_WRITTEN' });
    expect(readFileSync(file).equals(before)).toBe(true);
  },
);
