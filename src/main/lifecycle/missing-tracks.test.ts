/** Missing tracks, counted once for each disk. */
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOldLibrary } from '../../../fixtures/old-library.ts';
import { makeScratchFolder } from '../../../fixtures/test-library.ts';
import { diskOf } from '../../shared/missing-tracks.ts';
import { shippedMigrationsDir } from '../locations.ts';
import { loadMigrationSet } from './migrations/migration-set.ts';
import { countMissing } from './missing-tracks.ts';
import { openWriter } from './sqlite/connection.ts';
import type { Connection } from './sqlite/database.ts';

let db: Connection;

beforeEach(() => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 20 });
  db = openWriter(file, loadMigrationSet(shippedMigrationsDir()).latest);
  onTestFinished(() => {
    db.close();
  });
  db.exec('UPDATE tracks SET missing_since = NULL; DELETE FROM scan_roots');
});

/** Makes a track's file missing from a path. */
function miss(id: number, path: string): void {
  db.prepare(
    `UPDATE tracks SET path = ?, missing_since = '2026-01-01T00:00:00.000Z' WHERE id = ?`,
  ).run(path, id);
}

test('missing tracks are counted once for each disk, the most first', () => {
  miss(1, '/media/jo/Archive/A/1.flac');
  miss(2, '/srv/music/A/1.flac');
  miss(3, '/media/jo/Archive/B/1.flac');
  miss(4, '/media/jo/Archive/B/2.flac');
  db.exec(`INSERT INTO scan_roots (path, added_at) VALUES ('/srv/music', '2026-01-01T00:00:00Z')`);
  expect(countMissing(db)).toEqual({
    count: 4,
    places: [
      { path: '/media/jo/Archive', disk: 'Archive', count: 3 },
      { path: '/srv/music', disk: null, count: 1 },
    ],
  });
});

test('a library without missing tracks has none in no place', () => {
  expect(countMissing(db)).toEqual({ count: 0, places: [] });
});

test('a library whose schema does not know of missing tracks yet says so', () => {
  const file = join(makeScratchFolder(), 'library.db');
  makeOldLibrary({ file, tracks: 5, version: 9 });
  const old = openWriter(file, 9);
  onTestFinished(() => {
    old.close();
  });
  expect(countMissing(old)).toBeNull();
});

test.for([
  ['/media/jo/Archive/Music/a.flac', 'Archive'],
  ['/run/media/jo/My Disk/a.flac', 'My Disk'],
  ['/media/usb/a.flac', 'usb'],
  ['/mnt/nas/a.flac', 'nas'],
  ['/Volumes/Backup/a.flac', 'Backup'],
  [
    '/run/user/1000/gvfs/smb-share:server=nas,share=music/a.flac',
    'smb-share:server=nas,share=music',
  ],
  ['E:\\Music\\a.flac', 'E:'],
  ['\\\\nas\\music\\a.flac', 'music'],
])('the disk of %s is %s', ([path = '', name]) => {
  expect(diskOf(path)?.name).toBe(name);
});

test.for(['/home/jo/Music/a.flac', '/srv/music/a.flac', 'C:\\Users\\jo\\a.flac', '/mnt'])(
  '%s is on no disk that comes and goes',
  (path) => {
    expect(diskOf(path)).toBeNull();
  },
);
