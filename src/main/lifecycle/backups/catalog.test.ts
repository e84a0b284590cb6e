/** catalog.ts: only whole backups are offered; the rest is shown for what it is. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { backupsIn, makeScratchFolder, writeBackup } from '../testing/scratch-library.ts';
import { listBackups, readCatalog } from './catalog.ts';
import { backupId, backupIdOf } from './names.ts';

/** A folder with one good backup of the first of the month. */
function makeBackups(): { folder: string; good: string } {
  const folder = makeScratchFolder();
  return { folder, good: writeBackup(folder, { createdAt: '2025-03-01T12:00:00.000Z' }) };
}

function addBackup(folder: string): string {
  return writeBackup(folder, { createdAt: '2025-03-02T12:00:00.000Z' });
}

/** What of the folder is offered, and what is not, with the reason. */
async function read(folder: string) {
  const { backups, unusable } = await readCatalog(backupsIn(folder));
  return {
    offered: backups.map(({ manifest }) => manifest.id),
    unusable: unusable.map(({ file, state, reason }) => ({
      name: file.slice(folder.length + 1),
      state,
      reason,
    })),
  };
}

test('there is nothing where there is no folder', async () => {
  expect(await readCatalog(backupsIn(join(makeScratchFolder(), 'absent')))).toEqual({
    backups: [],
    away: [],
    others: [],
    unusable: [],
  });
});

test('a file in place of the folder is an error, not an absence', async () => {
  const file = join(makeScratchFolder(), 'backups');
  writeFileSync(file, '');
  await expect(listBackups(backupsIn(file))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test('lists the newest first, with their manifests', async () => {
  const folder = makeScratchFolder();
  const days = [3, 1, 2].map((day) =>
    writeBackup(folder, { createdAt: `2025-03-0${day}T12:00:00.000Z`, kind: 'manual' }),
  );
  const backups = await listBackups(backupsIn(folder));
  expect(backups.map(({ manifest }) => manifest.id)).toEqual([days[0], days[2], days[1]]);
  expect(backups[0]).toMatchObject({
    file: join(folder, `${days[0]}.db`),
    manifest: { kind: 'manual', schemaVersion: 2, createdAt: '2025-03-03T12:00:00.000Z' },
  });
});

test.each<[string, (file: string, manifest: string) => void, string, string]>([
  ['cut short', (file) => truncateSync(file, 3), 'damaged', 'It has 3 bytes instead of 49.'],
  [
    'without its manifest',
    (_, manifest) => rmSync(manifest),
    'damaged',
    'Its manifest is missing.',
  ],
  [
    'with a manifest cut short',
    (_, manifest) => truncateSync(manifest, 40),
    'damaged',
    'Its manifest cannot be read.',
  ],
  [
    'with another format of manifest',
    (_, manifest) => writeFileSync(manifest, '{"id":"x"}'),
    'damaged',
    'Its manifest cannot be read.',
  ],
  [
    'with a manifest that nobody can read',
    (_, manifest) => {
      rmSync(manifest);
      mkdirSync(manifest);
    },
    'damaged',
    'Its manifest cannot be read.',
  ],
  [
    'with a manifest that is a pipe',
    (_file, manifest) => {
      rmSync(manifest);
      execFileSync('mkfifo', [manifest]);
    },
    'damaged',
    'Its manifest cannot be read.',
  ],
  [
    'with a manifest that never ends',
    (_file, manifest) => {
      rmSync(manifest);
      symlinkSync('/dev/zero', manifest);
    },
    'damaged',
    'Its manifest cannot be read.',
  ],
  [
    'with a manifest that is larger than any',
    (_file, manifest) => truncateSync(manifest, 1_000_000_000),
    'damaged',
    'Its manifest cannot be read.',
  ],
  [
    'that is a link to one',
    (file) => {
      renameSync(file, `${file}.elsewhere`);
      symlinkSync(`${file}.elsewhere`, file);
    },
    'foreign',
    'It is a link, not the backup itself.',
  ],
  [
    'that is a folder',
    (file) => {
      rmSync(file);
      mkdirSync(file);
    },
    'foreign',
    'It is not a file.',
  ],
])('does not offer a backup %s', async (_, change, state, reason) => {
  const { folder, good } = makeBackups();
  const bad = addBackup(folder);
  change(join(folder, `${bad}.db`), join(folder, `${bad}.json`));
  const { offered, unusable } = await read(folder);
  expect(offered).toEqual([good]);
  expect(unusable).toContainEqual({ name: `${bad}.db`, state, reason });
});

test("does not offer a file with another backup's manifest", async () => {
  const { folder, good } = makeBackups();
  const bad = addBackup(folder);
  const name = backupId('before-migration', 2, new Date('2025-03-03T12:00:00Z'));
  for (const ending of ['.db', '.json']) {
    renameSync(join(folder, `${bad}${ending}`), join(folder, `${name}${ending}`));
  }
  expect((await read(folder)).offered).toEqual([good]);
});

test('shows what is unfinished, damaged and foreign apart', async () => {
  const { folder, good } = makeBackups();
  const [alone, condemned] = [1, 2].map((second) => backupId('manual', 2, new Date(second * 1000)));
  const names = [
    '0123456789abcdef.partial',
    '0123456789abcdef.partial-journal',
    '0123456789abcdef.partial-wal',
    `${alone}.json`,
    `${condemned}.db.damaged`,
    `${condemned}.json`,
    'library.db',
    'holiday.json',
  ];
  for (const name of names) writeFileSync(join(folder, name), 'x');
  const { offered, unusable } = await read(folder);
  expect(offered).toEqual([good]);
  const states = Object.fromEntries(unusable.map(({ name, state }) => [name, state]));
  expect(states).toEqual({
    '0123456789abcdef.partial': 'partial',
    '0123456789abcdef.partial-journal': 'partial',
    '0123456789abcdef.partial-wal': 'partial',
    [`${alone}.json`]: 'partial',
    [`${condemned}.db.damaged`]: 'damaged',
    'library.db': 'foreign',
    'holiday.json': 'foreign',
  });
});

test('is not surprised by settings, hidden files and subfolders', async () => {
  const { folder, good } = makeBackups();
  writeFileSync(join(folder, 'settings.json'), '{}');
  writeFileSync(join(folder, '.DS_Store'), '');
  mkdirSync(join(folder, `${good}.db.old`));
  expect(await read(folder)).toEqual({ offered: [good], unusable: [] });
});

test('a name says when, of which version and why, and only such a name is a backup', () => {
  const id = backupId('before-restore', 12, new Date('2025-03-01T12:34:56.789Z'));
  expect(id).toBe('2025-03-01T12-34-56.789Z_v0012_before-restore');
  expect(backupIdOf(`${id}.db`, '.db')).toBe(id);
  expect(backupIdOf(`${id}.json`, '.json')).toBe(id);
  expect(backupIdOf(`${id}.json`, '.db')).toBeNull();
  expect(backupIdOf(`${id}-copy.db`, '.db')).toBeNull();
  expect(backupIdOf('../2025-03-01T12-34-56.789Z_v0012_manual.db', '.db')).toBeNull();
  expect(backupIdOf('library.db', '.db')).toBeNull();
});

/** The file of a backup is away; its manifest stays. */
const AWAY: readonly (readonly [
  string,
  (file: string, folder: string, id: string) => void,
  string,
])[] = [
  ['removed', (file) => rmSync(file), 'Its file is not here now. It may be on a disk'],
  ['emptied', (file) => truncateSync(file, 0), 'Its file is empty here now'],
  [
    'renamed to .cloud',
    (file) => renameSync(file, `${file}.cloud`),
    '.db.cloud stands in its place',
  ],
  [
    'replaced by a hidden placeholder of iCloud',
    (file, folder, id) => renameSync(file, join(folder, `.${id}.db.icloud`)),
    '.db.icloud stands in its place',
  ],
  [
    'replaced by a link to a disk that is not there',
    (file) => {
      rmSync(file);
      symlinkSync('/no/such/disk/backup.db', file);
    },
    'Its file is not here now',
  ],
];

test.each(AWAY)('a backup whose file is %s is away, and not damaged', async (_, take, reason) => {
  const { folder, good } = makeBackups();
  const id = addBackup(folder);
  take(join(folder, `${id}.db`), folder, id);
  const { backups, away, unusable } = await readCatalog(backupsIn(folder));
  expect(backups.map(({ manifest }) => manifest.id)).toEqual([good]);
  expect(away).toMatchObject([{ manifest: { id }, file: join(folder, `${id}.db`) }]);
  expect(tellInEnglish(away[0]?.reason ?? words('backups.awayFile'))).toContain(reason);
  expect(unusable).toEqual([]);
});

test.each([
  ['manifest', ['.json'], 'Its manifest is not here now.'],
  ['file and manifest', ['.json', '.db'], 'The backup and its manifest are not here now.'],
])('a backup whose %s a cloud folder has taken away is not damaged', async (_, endings, reason) => {
  const { folder, good } = makeBackups();
  const id = addBackup(folder);
  for (const ending of endings) {
    renameSync(join(folder, `${id}${ending}`), join(folder, `.${id}${ending}.icloud`));
  }
  const { offered, unusable } = await read(folder);
  expect(offered).toEqual([good]);
  expect(unusable).toMatchObject([{ state: 'away', reason }]);
});
