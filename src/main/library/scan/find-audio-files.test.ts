/** Every audio file is found once, in order, whatever else lies around. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { asOrdinaryUser } from '../../../../fixtures/ordinary-user.ts';
import { makeScratchFolder } from '../../../../fixtures/test-library.ts';
import { bytesOfPath } from '../../lifecycle/files/path-bytes.ts';
import { type Finding, findAudioFiles } from './find-audio-files.ts';

let folder = '';

beforeEach(() => {
  folder = makeScratchFolder();
});

function make(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
}

/** What is told beside files and where none can be read. */
const BESIDE: ReadonlySet<Finding['kind']> = new Set(['left-out', 'empty-folder', 'linked-folder']);

async function find(...roots: string[]): Promise<Finding[]> {
  const all = await findAll(roots);
  return all.filter(({ kind }) => !BESIDE.has(kind));
}

async function findAll(
  roots: readonly string[],
  parts: readonly string[] | null = null,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of findAudioFiles(roots, parts)) findings.push(finding);
  return findings;
}

/** By its path, why each is left out. */
async function findLeftOut(): Promise<Record<string, string>> {
  const findings = await findAll([folder]);
  return Object.fromEntries(
    findings.flatMap((finding) =>
      finding.kind === 'left-out' ? [[relative(folder, finding.path), finding.as]] : [],
    ),
  );
}

async function findPaths(...roots: string[]): Promise<string[]> {
  const findings = await find(...(roots.length === 0 ? [folder] : roots));
  return findings.map(({ path }) => relative(folder, path));
}

test('audio files of all formats are found, below folders, in the order of their names', async () => {
  make('b.flac', 'a.MP3', 'c.Ogg', 'x/d.opus', 'x/y/e.m4a', 'f.wav', 'g.oga');
  expect(await findPaths()).toEqual([
    'a.MP3',
    'b.flac',
    'c.Ogg',
    'f.wav',
    'g.oga',
    'x/d.opus',
    'x/y/e.m4a',
  ]);
});

test('what is hidden, or is no audio, is left out', async () => {
  make('a.mp3', '._a.mp3', '.trash/b.mp3', 'photo.jpg', 'notes', 'mp3');
  mkdirSync(join(folder, 'folder.mp3'));
  expect(await findPaths()).toEqual(['a.mp3']);
});

test('one dot hides a file or a folder, and more are a name', async () => {
  make('...And Silence/a.mp3', '..But Seriously/b.mp3', 'x/...One More.mp3', 'ends./c.mp3');
  make('.5 Chapter/d.mp3', 'x/._e.mp3', '.DS_Store', '.mp3');
  expect(await findPaths()).toEqual([
    '...And Silence/a.mp3',
    '..But Seriously/b.mp3',
    'ends./c.mp3',
    'x/...One More.mp3',
  ]);
  expect(await findLeftOut()).toEqual({ '.5 Chapter': 'hidden', 'x/._e.mp3': 'hidden' });
});

test('the folders that systems keep for themselves are left out, in any case of letters', async () => {
  const names = ['$RECYCLE.BIN', '#recycle', '@Recycle', '@eaDir', '#snapshot', '.Trash-1000'];
  const more = ['RECYCLED', '@__thumb', '~snapshot', 'Network Trash Folder'];
  const others = ['lost+found', 'System Volume Information', 'album/@EADIR'];
  const folders = [...names, ...more, ...others];
  make('a.mp3', ...folders.map((name) => `${name}/b.mp3`));
  expect(await findPaths()).toEqual(['a.mp3']);
  expect(await findLeftOut()).toEqual(Object.fromEntries(folders.map((name) => [name, 'system'])));
});

test('marked folders are left out with all below them, and what .ndignore lists', async () => {
  make('a.mp3', 'ringtones/.nomedia', 'ringtones/b.mp3', 'ringtones/more/c.mp3');
  make('empty/.ndignore', 'empty/d.mp3', 'some/e.mp3', 'some/live/f.mp3', 'some/x/g.demo.mp3');
  writeFileSync(join(folder, 'empty/.ndignore'), '# nothing\n');
  writeFileSync(join(folder, 'some/.ndignore'), '# the rest\r\nlive/\n*.demo.mp3\n');
  expect(await findPaths()).toEqual(['a.mp3', 'some/e.mp3']);
  expect(await findLeftOut()).toEqual({
    ringtones: 'marked',
    empty: 'marked',
    'some/live': 'marked',
    'some/x/g.demo.mp3': 'marked',
  });
});

test('music of formats that are not read is told, and pictures and texts are not', async () => {
  make('a.mp3', 'b.MID', 'c.mod', 'cover.jpg', 'd.txt', 'e.aax');
  expect(await findLeftOut()).toEqual({ 'b.MID': 'format', 'c.mod': 'format', 'e.aax': 'format' });
});

test('a folder that a link alone leads to is told as such', async () => {
  make('x/a.mp3');
  const away = makeScratchFolder();
  symlinkSync(away, join(folder, 'away'));
  symlinkSync(join(folder, 'x'), join(folder, 'inside'));
  const links = (await findAll([folder])).filter(({ kind }) => kind === 'linked-folder');
  expect(links).toEqual([{ kind: 'linked-folder', path: join(folder, 'away') }]);
});

test('pictures with the names that albums have theirs by are told as such', async () => {
  make(
    'a.mp3',
    'Cover.JPG',
    'x/folder.png',
    'x/front.webp',
    'x/back.jpg',
    'cover.txt',
    '.cover.jpg',
  );
  const pictures = (await findAll([folder])).filter(({ kind }) => kind === 'picture');
  expect(pictures.map(({ path }) => relative(folder, path))).toEqual([
    'Cover.JPG',
    'x/folder.png',
    'x/front.webp',
  ]);
});

test('a folder with nothing in it is told', async () => {
  make('a/b.mp3');
  mkdirSync(join(folder, 'disk'));
  const empty = (await findAll([folder])).filter(({ kind }) => kind === 'empty-folder');
  expect(empty.map(({ path }) => relative(folder, path))).toEqual(['disk']);
});

test('a file is told with its size and time', async () => {
  make('a.mp3');
  const [finding] = await find(folder);
  expect(finding).toMatchObject({ kind: 'file', state: { size: 5 } });
  expect(finding?.kind === 'file' && Date.now() - finding.state.mtimeMs).toBeLessThan(60_000);
});

test('links are followed, but each folder is entered once, by its own path', async () => {
  make('music/album/a.mp3', 'elsewhere/b.mp3');
  symlinkSync(join(folder, 'music/album'), join(folder, 'music/aaa'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'music/linked'));
  symlinkSync(join(folder, 'elsewhere/b.mp3'), join(folder, 'music/c.mp3'));
  expect(await findPaths(join(folder, 'music'))).toEqual([
    'music/c.mp3',
    'music/album/a.mp3',
    'music/linked/b.mp3',
  ]);
});

test('links in a circle end', async () => {
  make('a/b/song.mp3');
  symlinkSync(folder, join(folder, 'a/b/up'));
  symlinkSync(join(folder, 'a/b/loop'), join(folder, 'a/b/loop'));
  expect(await findPaths()).toEqual(['a/b/song.mp3']);
});

test('a link to an audio file that is gone is told with its reason', async () => {
  symlinkSync(join(folder, 'gone.mp3'), join(folder, 'link.mp3'));
  symlinkSync(join(folder, 'gone'), join(folder, 'some-link'));
  expect(await find(folder)).toEqual([
    {
      kind: 'unreadable-file',
      path: join(folder, 'link.mp3'),
      reason: 'It leads to something that does not exist.',
    },
  ]);
});

test.runIf(process.platform === 'linux')('names that are not UTF-8 keep their bytes', async () => {
  make('a.mp3');
  const named = (...bytes: number[]) =>
    Buffer.concat([Buffer.from(`${folder}/name `), Buffer.from(bytes)]);
  mkdirSync(named(0xe9));
  for (const byte of [0xe8, 0xe9]) {
    writeFileSync(Buffer.concat([named(0xe9, 0x2f, byte), Buffer.from('.mp3')]), '');
  }
  symlinkSync(named(0xe9), named(0xff));
  const found = await find(folder);
  expect(found.map(({ kind }) => kind)).toEqual(['file', 'file', 'file']);
  expect(found.slice(1).map(({ path }) => bytesOfPath(path).toString('latin1'))).toEqual([
    `${folder}/name \xe9/\xe8.mp3`,
    `${folder}/name \xe9/\xe9.mp3`,
  ]);
});

test('a folder that may not be read is told, and the others are found', async () => {
  make('a/a.mp3', 'locked/b.mp3', 'z/c.mp3');
  chmodSync(folder, 0o755);
  chmodSync(join(folder, 'locked'), 0);
  const findings = await asOrdinaryUser(() => find(folder));
  chmodSync(join(folder, 'locked'), 0o755);
  expect(findings.map(({ kind, path }) => [kind, relative(folder, path)])).toEqual([
    ['file', 'a/a.mp3'],
    ['unreadable-folder', 'locked'],
    ['file', 'z/c.mp3'],
  ]);
  expect(findings[1]).toMatchObject({ reason: 'There is no permission to read it.' });
});

/** Of the parts of a folder alone. */
async function findParts(...parts: string[]): Promise<string[]> {
  const findings = await findAll(
    [folder],
    parts.map((part) => join(folder, part)),
  );
  return findings.map(({ kind, path }) =>
    kind === 'file' ? relative(folder, path) : `${kind} ${relative(folder, path)}`,
  );
}

test('parts of a folder are looked at and nothing beside them', async () => {
  make('a/1.mp3', 'a/2.mp3', 'a/deep/3.mp3', 'b/4.mp3', 'top.mp3');
  expect(await findParts('a/deep', 'b/4.mp3')).toEqual(['a/deep/3.mp3', 'b/4.mp3']);
  expect(await findParts('a')).toEqual(['a/1.mp3', 'a/2.mp3', 'a/deep/3.mp3']);
  expect(await findParts('gone', 'a/gone.mp3')).toEqual([]);
  expect(await findParts('')).toHaveLength(5);
});

test('what marks above a part leave out is left out', async () => {
  make('marked/.nomedia', 'marked/a/1.mp3', 'some/a/2.mp3', 'some/b/3.mp3', '.hidden/a/4.mp3');
  writeFileSync(join(folder, 'some/.ndignore'), 'b\n');
  expect(await findParts('marked/a', 'some/a', 'some/b', '.hidden/a')).toEqual([
    'left-out .hidden',
    'left-out marked',
    'left-out some/b',
    'some/a/2.mp3',
  ]);
});

test('a link in a part leads to what is elsewhere, and not to what has a path of its own', async () => {
  make('own/1.mp3');
  const elsewhere = makeScratchFolder();
  mkdirSync(join(folder, 'part'));
  writeFileSync(join(elsewhere, '2.mp3'), '2');
  symlinkSync(join(folder, 'own'), join(folder, 'part/own'));
  symlinkSync(elsewhere, join(folder, 'part/elsewhere'));
  expect(await findParts('part')).toEqual(['linked-folder part/elsewhere', 'part/elsewhere/2.mp3']);
});
