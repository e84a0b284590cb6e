/**
 * Whether a folder is one that a cloud service keeps in step with other computers: such a service copies a
 * database and its log one by one, while they change, and puts a copy beside it where two computers wrote.
 * It is told by mounts, by what the services leave in their folders, and by their own settings, never by
 * the letters of a path.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { notice, type OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { words } from '../../../shared/words/words.ts';
import { readSmallFileSync } from './door.ts';

export interface CloudFolder {
  /** Its name, as its makers write it. */
  readonly service: string;
  /** The folder that is kept in step. */
  readonly folder: string;
}

/** Where to look: the person's home, what the process was told, and the table of mounts. */
export interface CloudSigns {
  readonly home: string | null;
  readonly environment: NodeJS.ProcessEnv;
  /** Linux's /proc/self/mounts; empty elsewhere. */
  readonly mounts: string;
}

/** What a service leaves in the folder that it keeps in step, and whether it is a folder itself. */
const MARKERS: readonly (readonly [
  service: string,
  name: string,
  kind: 'file' | 'folder' | 'any',
])[] = [
  // The client's settings in the home folder are a folder of that name.
  ['Dropbox', '.dropbox', 'file'],
  ['Dropbox', '.dropbox.cache', 'folder'],
  ['Syncthing', '.stfolder', 'any'],
  ['Nextcloud', '.nextcloudsync.log', 'file'],
  ['ownCloud', '.owncloudsync.log', 'file'],
  ['Google Drive', '.tmp.drivedownload', 'folder'],
  ['Google Drive', '.tmp.driveupload', 'folder'],
  ['Google Drive', '.shortcut-targets-by-id', 'folder'],
  ['MEGA', '.megaignore', 'file'],
  ['Resilio Sync', join('.sync', 'ID'), 'file'],
  ['Synology Drive', '.SynologyWorkingDirectory', 'folder'],
];

/** The journals that Nextcloud's and ownCloud's clients keep in their folders. */
const SYNC_JOURNAL = /^\._?sync_[0-9a-f]+\.db$/;

/** Types of mounts (proc(5)). */
const MOUNTS: readonly (readonly [service: string, type: RegExp])[] = [
  ['rclone', /^fuse\.rclone$/],
  ['pCloud', /^fuse\.p-?cloud/i],
  ['OneDrive', /^fuse\.onedriver$/],
  ['Google Drive', /^fuse\.(google-drive-ocamlfuse|drivefs)$/],
  ['Dropbox', /^fuse\.dbxfs$/],
  ['Amazon S3', /^fuse\.(s3fs|goofys|mount-s3)$/],
  ['Google Cloud Storage', /^fuse\.gcsfuse$/],
];

/** Finds out whether a file lies in such a folder; null where nothing says so. */
export function findCloudFolder(file: string, signs: CloudSigns): CloudFolder | null {
  const folders = ancestors(dirname(file));
  return (
    mountedCloud(folders, signs.mounts) ??
    configuredCloud(folders, signs) ??
    firstOf(folders, (folder) => markedCloud(folder, signs))
  );
}

/** Emits a notice if a library lies in a folder that a service keeps in step. */
export function announceCloudFolder(
  libraryFile: string,
  signs: CloudSigns,
  onEvent: OnLifecycleEvent,
): void {
  const found = findCloudFolder(libraryFile, signs);
  if (found !== null) onEvent(notice(words('places.inCloudFolder', { ...found })));
}

/** What this machine says of itself. */
export function signsOfThisMachine(home: string | null): CloudSigns {
  const mounts = process.platform === 'linux' ? read('/proc/self/mounts') : '';
  return { home, environment: process.env, mounts };
}

/** A folder and those that it lies in, the nearest first. */
function ancestors(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestors(above)];
}

function firstOf(
  folders: readonly string[],
  find: (folder: string) => CloudFolder | null,
): CloudFolder | null {
  for (const folder of folders) {
    const found = find(folder);
    if (found !== null) return found;
  }
  return null;
}

function mountedCloud(folders: readonly string[], mounts: string): CloudFolder | null {
  const byFolder = new Map(
    mounts.split('\n').map((line) => {
      const [, folder = '', type = ''] = line.split(' ');
      return [
        folder.replaceAll(/\\([0-7]{3})/g, (_, octal) =>
          String.fromCharCode(Number.parseInt(octal, 8)),
        ),
        type,
      ];
    }),
  );
  // The nearest mount is the one that the file is on.
  const mount = folders.find((folder) => byFolder.has(folder));
  if (mount === undefined) return null;
  const service = MOUNTS.find(([, type]) => type.test(byFolder.get(mount) ?? ''))?.[0];
  return service === undefined ? null : { service, folder: mount };
}

function markedCloud(folder: string, { home }: CloudSigns): CloudFolder | null {
  const marker = MARKERS.find(([, name, kind]) => isThere(join(folder, name), kind));
  if (marker !== undefined) return { service: marker[0], folder };
  if (namesIn(folder).some((name) => SYNC_JOURNAL.test(name)))
    return { service: 'Nextcloud', folder };
  if (isMarkedByOneDrive(folder)) return { service: 'OneDrive', folder };
  return placeOfSystem(folder, home);
}

/** It names its icon in the file that Windows draws a folder by, in either encoding. */
function isMarkedByOneDrive(folder: string): boolean {
  const settings = join(folder, 'desktop.ini');
  return (['utf8', 'utf16le'] as const).some((encoding) =>
    read(settings, encoding).includes('OneDrive.exe'),
  );
}

/** Folders whose place the system itself gives to its services. */
function placeOfSystem(folder: string, home: string | null): CloudFolder | null {
  if (home === null) return null;
  if (folder === join(home, 'Library', 'Mobile Documents'))
    return { service: 'iCloud Drive', folder };
  if (dirname(folder) !== join(home, 'Library', 'CloudStorage')) return null;
  // "OneDrive-Personal", "GoogleDrive-me@example.org", "Dropbox"
  const [service = ''] = basename(folder).split('-');
  return { service: service === 'GoogleDrive' ? 'Google Drive' : service, folder };
}

/** The folders that the services' own settings name. */
function configuredCloud(folders: readonly string[], signs: CloudSigns): CloudFolder | null {
  const configured = [
    ...dropboxFolders(signs),
    ...oneDriveFolders(signs),
    ...nextcloudFolders(signs),
  ];
  return configured.find(({ folder }) => folders.includes(withoutSlash(folder))) ?? null;
}

function dropboxFolders({ home, environment }: CloudSigns): CloudFolder[] {
  const { APPDATA, LOCALAPPDATA } = environment;
  const files = [
    ...(home === null ? [] : [join(home, '.dropbox', 'info.json')]),
    ...[APPDATA, LOCALAPPDATA].flatMap((folder) =>
      folder === undefined ? [] : [join(folder, 'Dropbox', 'info.json')],
    ),
  ];
  return files.flatMap((file) =>
    [...read(file).matchAll(/"path"\s*:\s*("(?:[^"\\]|\\.)*")/g)].flatMap(([, path = '""']) => {
      const folder: unknown = parseJson(path);
      return typeof folder === 'string' ? [{ service: 'Dropbox', folder }] : [];
    }),
  );
}

/** OneDrive sets variables on Windows; the free client for Linux has a file of settings. */
function oneDriveFolders({ home, environment }: CloudSigns): CloudFolder[] {
  const { OneDrive, OneDriveConsumer, OneDriveCommercial } = environment;
  const settings = home === null ? '' : join(home, '.config', 'onedrive');
  const named = /^\s*sync_dir\s*=\s*"([^"]+)"/m.exec(read(join(settings, 'config')))?.[1];
  const isUsed = settings !== '' && existsSync(join(settings, 'refresh_token'));
  const ofClient = isUsed && home !== null ? [(named ?? '~/OneDrive').replace(/^~/, home)] : [];
  return [OneDrive, OneDriveConsumer, OneDriveCommercial, ...ofClient].flatMap((folder) =>
    folder === undefined || folder === '' ? [] : [{ service: 'OneDrive', folder }],
  );
}

function nextcloudFolders({ home }: CloudSigns): CloudFolder[] {
  if (home === null) return [];
  const clients = [
    ['Nextcloud', join(home, '.config', 'Nextcloud', 'nextcloud.cfg')],
    ['Nextcloud', join(home, 'Library', 'Preferences', 'Nextcloud', 'nextcloud.cfg')],
    ['ownCloud', join(home, '.config', 'ownCloud', 'owncloud.cfg')],
  ] as const;
  return clients.flatMap(([service, file]) =>
    [...read(file).matchAll(/\\localPath=(.+)$/gm)].map(([, folder = '']) => ({
      service,
      folder: folder.trim(),
    })),
  );
}

function withoutSlash(folder: string): string {
  return folder.length > 1 && (folder.endsWith('/') || folder.endsWith(sep))
    ? folder.slice(0, -1)
    : folder;
}

function isThere(path: string, kind: 'file' | 'folder' | 'any'): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || kind === 'any') return stats !== undefined;
  return kind === 'folder' ? stats.isDirectory() : stats.isFile();
}

/** The services' own settings, in this user's home folder, where links are. */
const READING = { maxBytes: 16 * 1024 * 1024, followsLinks: true };

/** Empty where it cannot be read: no sign is none. */
function read(file: string, encoding: BufferEncoding = 'utf8'): string {
  try {
    return readSmallFileSync(file, READING).toString(encoding);
  } catch {
    return '';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
