/** `fermata scan`, on real audio files. */
import { copyFileSync, cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { AUDIO, linesOf, resultOf, runCli, scratchFolder } from './testing.ts';

let folder: string;
let library: string;
let music: string;

beforeEach(() => {
  folder = scratchFolder();
  library = join(folder, 'library.db');
  music = join(folder, 'music');
  cpSync(AUDIO, music, { recursive: true });
});

function scan(...args: readonly string[]) {
  return runCli(['scan', '--library', library, ...args]);
}

test('reads what is new or changed, and lists what cannot be read with its reason', async () => {
  const first = await scan(music, '--json');
  expect(first.status).toBe(0);
  const broken = { path: join(music, 'broken.m4a'), reason: expect.stringMatching(/\w/) };
  expect(resultOf(first)).toMatchObject({
    ok: true,
    libraryFile: library,
    folders: [music],
    found: 8,
    done: 8,
    added: 7,
    changed: 0,
    unchanged: 0,
    missing: 0,
    failed: 1,
    problems: [broken],
  });
  expect(linesOf(first)).toContainEqual({ event: 'phase', phase: 'scan' });
  expect(linesOf(first)).toContainEqual({
    event: 'progress',
    phase: 'scan',
    done: 8,
    total: 8,
    unit: 'files',
  });

  copyFileSync(join(AUDIO, '02 second light.flac'), join(music, 'new.flac'));
  const second = await scan(music, '--json');
  expect(resultOf(second)).toMatchObject({ ok: true, added: 1, unchanged: 7, failed: 1 });
});

test('tells people the counts and the problems', async () => {
  const { stdout, stderr } = await scan(music);
  expect(stdout).toMatch(/^8 files: 7 added, 0 changed, 0 unchanged, 1 not readable\.\n/);
  expect(stdout).toContain(`Not readable:\n  ${join(music, 'broken.m4a')}: `);
  expect(stderr).toContain('Reading audio files.\n');
});

test('counts of thousands have separators', async () => {
  const many = join(folder, 'many');
  mkdirSync(many);
  for (let index = 0; index < 1_200; index += 1) writeFileSync(join(many, `${index}.mp3`), '');
  const { stdout } = await scan(many);
  expect(stdout).toMatch(/^1,200 files: 0 added, 0 changed, 0 unchanged, 1,200 not readable\./);
  expect(stdout).toContain('\n  and 1,180 more (--json lists all)\n');
});

test('lists the problems of the folders that were scanned, and of no others', async () => {
  const other = join(folder, 'other');
  mkdirSync(other);
  copyFileSync(join(AUDIO, '01 first light.mp3'), join(other, 'good.mp3'));
  await scan(music);
  expect(resultOf(await scan(other, '--json'))).toMatchObject({ added: 1, problems: [] });
});

test('follows a symbolic link to a folder, and names the problems in it', async () => {
  const link = join(folder, 'link');
  symlinkSync(music, link);
  expect(resultOf(await scan(link, '--json'))).toMatchObject({
    added: 7,
    problems: [{ path: expect.stringContaining('broken.m4a') }],
  });
});

test('a missing folder, and a file in place of one, are refused before a library is made', async () => {
  for (const [wrong, message] of [
    ['nowhere', 'There is no folder '],
    ['music/broken.m4a', ' is a file, and not a folder.'],
  ] as const) {
    const ended = await scan(music, join(folder, wrong), '--json');
    expect([ended.status, resultOf(ended).code]).toEqual([2, 'USAGE']);
    expect(resultOf(ended).message).toContain(wrong);
    expect(resultOf(ended).message).toContain(message);
  }
  expect(existsSync(library)).toBe(false);
});

test('scans all folders that were scanned before where none is named', async () => {
  const refused = await scan('--json');
  expect(refused.status).toBe(2);
  expect(resultOf(refused)).toMatchObject({
    code: 'USAGE',
    message: 'No folder has been scanned into this library yet.',
  });
  await scan(music);
  copyFileSync(join(AUDIO, '02 second light.flac'), join(music, 'new.flac'));
  expect(resultOf(await scan('--json'))).toMatchObject({ ok: true, folders: [music], added: 1 });
  expect(resultOf(await scan('--full', '--json'))).toMatchObject({ ok: true, done: 9, failed: 1 });
});

test('whether changes show by themselves is said, and decided', async () => {
  await scan(music);
  const watch = (...args: readonly string[]) => runCli(['watch', '--library', library, ...args]);
  expect((await watch()).stdout).toBe(
    `Changes in your music folders show by themselves while Fermata is open:\n  ${music}\n`,
  );
  expect(resultOf(await watch('off', '--json'))).toMatchObject({ isOn: false, folders: [music] });
  expect(resultOf(await watch('--json'))).toMatchObject({ isOn: false });
  expect(resultOf(await watch('on', '--json'))).toMatchObject({ isOn: true });
});
