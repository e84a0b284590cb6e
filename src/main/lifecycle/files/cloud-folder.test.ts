/** cloud-folder.ts: folders of cloud services, by what they leave and say, and not by their names. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { makeScratchFolder } from '../testing/scratch-library.ts';
import { type CloudSigns, findCloudFolder } from './cloud-folder.ts';

function makeHome(): CloudSigns & { readonly home: string } {
  return { home: makeScratchFolder(), environment: {}, mounts: '' };
}

function write(file: string, content = ''): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

test.each([
  ['Dropbox', '.dropbox', 'file'],
  ['Dropbox', '.dropbox.cache', 'folder'],
  ['Syncthing', '.stfolder', 'folder'],
  ['Syncthing', '.stfolder', 'file'],
  ['Nextcloud', '.nextcloudsync.log', 'file'],
  ['Nextcloud', '._sync_0a1b2c3d4e5f.db', 'file'],
  ['Nextcloud', '.sync_0a1b2c3d4e5f.db', 'file'],
  ['ownCloud', '.owncloudsync.log', 'file'],
  ['Google Drive', '.tmp.drivedownload', 'folder'],
  ['Google Drive', '.shortcut-targets-by-id', 'folder'],
  ['MEGA', '.megaignore', 'file'],
  ['Resilio Sync', '.sync/ID', 'file'],
  ['Synology Drive', '.SynologyWorkingDirectory', 'folder'],
] as const)('%s is known by its %s (%s)', (service, marker, kind) => {
  const signs = makeHome();
  const folder = join(signs.home, 'Things');
  const library = join(folder, 'music', 'library.db');
  expect(findCloudFolder(library, signs)).toBeNull();
  if (kind === 'folder') mkdirSync(join(folder, marker), { recursive: true });
  else write(join(folder, marker));
  expect(findCloudFolder(library, signs)).toEqual({ service, folder });
});

test('a name alone says nothing', () => {
  const signs = makeHome();
  for (const name of [
    'Dropbox',
    'OneDrive',
    'iCloud Drive',
    'Google Drive',
    'Syncthing',
    'Nextcloud',
    'Box Sets',
  ]) {
    mkdirSync(join(signs.home, name));
    expect(findCloudFolder(join(signs.home, name, 'library.db'), signs)).toBeNull();
  }
  // What the clients keep in the home folder for themselves is not what they keep in step.
  mkdirSync(join(signs.home, '.dropbox'));
  expect(findCloudFolder(join(signs.home, '.local', 'library.db'), signs)).toBeNull();
});

test('Dropbox says in its settings where its folders are', () => {
  const signs = makeHome();
  const [personal, business] = [join(signs.home, 'Things'), join(signs.home, 'Work')];
  const settings = { personal: { path: personal, host: 1 }, business: { path: business } };
  write(join(signs.home, '.dropbox', 'info.json'), JSON.stringify(settings));
  for (const folder of [personal, business]) {
    expect(findCloudFolder(join(folder, 'a', 'library.db'), signs)).toEqual({
      service: 'Dropbox',
      folder,
    });
  }
  expect(findCloudFolder(join(signs.home, 'Things2', 'library.db'), signs)).toBeNull();
});

test('OneDrive says so in its variables, in its free client’s settings, and by its icon', () => {
  const home = makeScratchFolder();
  const folder = join(home, 'Cloud');
  const library = join(folder, 'library.db');
  const found = { service: 'OneDrive', folder };
  expect(
    findCloudFolder(library, { home, environment: { OneDriveConsumer: `${folder}/` }, mounts: '' }),
  ).toMatchObject({ service: 'OneDrive' });
  const signs = { home, environment: {}, mounts: '' };
  write(join(home, '.config', 'onedrive', 'config'), '# settings\nsync_dir = "~/Cloud"\n');
  expect(findCloudFolder(library, signs)).toBeNull();
  write(join(home, '.config', 'onedrive', 'refresh_token'), 'x');
  expect(findCloudFolder(library, signs)).toEqual(found);
  const other = join(home, 'Other');
  mkdirSync(other);
  writeFileSync(join(other, 'desktop.ini'), 'IconResource=C:\\OneDrive.exe,6', 'utf16le');
  expect(findCloudFolder(join(other, 'library.db'), signs)).toEqual({
    service: 'OneDrive',
    folder: other,
  });
});

test('Nextcloud says in its settings where its folders are', () => {
  const signs = makeHome();
  const folder = join(signs.home, 'Sync');
  write(
    join(signs.home, '.config', 'Nextcloud', 'nextcloud.cfg'),
    `[Accounts]\n0\\Folders\\1\\localPath=${folder}/\n`,
  );
  expect(findCloudFolder(join(folder, 'library.db'), signs)).toMatchObject({
    service: 'Nextcloud',
  });
});

test('the places that macOS gives to its services are theirs', () => {
  const signs = makeHome();
  const inLibrary = (...names: string[]) =>
    findCloudFolder(join(signs.home, 'Library', ...names, 'library.db'), signs)?.service;
  expect(inLibrary('Mobile Documents', 'com~apple~CloudDocs')).toBe('iCloud Drive');
  expect(inLibrary('CloudStorage', 'GoogleDrive-me@example.org', 'My Drive')).toBe('Google Drive');
  expect(inLibrary('CloudStorage', 'OneDrive-Personal')).toBe('OneDrive');
  expect(inLibrary('Application Support', 'Fermata')).toBeUndefined();
});

test('mounts of services are known by their type, whatever lies below them', () => {
  const signs = {
    ...makeHome(),
    mounts:
      'gdrive: /mnt/my\\040drive fuse.rclone rw 0 0\npCloud.fs /mnt/p fuse.pCloud.fs rw 0 0\nme@nas:/x /mnt/nas fuse.sshfs rw 0 0\n/dev/sdb1 /mnt/p/disk ext4 rw 0 0\n',
  };
  expect(findCloudFolder('/mnt/my drive/a/library.db', signs)).toEqual({
    service: 'rclone',
    folder: '/mnt/my drive',
  });
  expect(findCloudFolder('/mnt/p/library.db', signs)).toEqual({
    service: 'pCloud',
    folder: '/mnt/p',
  });
  expect(findCloudFolder('/mnt/nas/library.db', signs)).toBeNull();
  // Another disk that is mounted below it is no part of it.
  expect(findCloudFolder('/mnt/p/disk/library.db', signs)).toBeNull();
});
