/** `fermata folders`: the music folders, listed, scanned again, removed, brought back and relocated. */
import { realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Folder, Removal } from '../../shared/api/folders.ts';
import { FermataError } from '../../shared/errors.ts';
import { formatCount, formatTime } from '../../shared/formats.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { words } from '../../shared/words/words.ts';
import type { Library } from '../library/library.ts';
import type { CommandLineOf } from './command-line.ts';
import type { FolderWork } from './folder-command-line.ts';
import { printable } from './formats.ts';
import { quote } from './named-library.ts';
import { withLibraryToRead, withPreparedLibrary } from './prepared-library.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { scanFolders } from './scan-command.ts';
import { type Column, formatTable } from './tables.ts';

const folderColumns = (): readonly Column[] => [
  { head: t('heads.folder'), share: 2 },
  { head: t('heads.tracks'), width: 9 },
  { head: t('heads.missing'), width: 9 },
  { head: t('heads.state'), share: 1 },
];

const removalColumns = (): readonly Column[] => [
  { head: t('heads.id'), width: 7 },
  { head: t('heads.when'), width: 20 },
  { head: t('heads.tracks'), width: 9 },
  { head: t('heads.name'), share: 1 },
];

export async function folders(
  { options, work }: CommandLineOf<'folders'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const doesRead = work.action === 'list' || work.action === 'removed';
  const withLibrary = doesRead ? withLibraryToRead : withPreparedLibrary;
  return withLibrary(options, context, async ({ library, libraryFile }) => {
    const { fields, text, failure } = await doWork(library, work, context);
    return { fields: { libraryFile, ...fields }, text, failure };
  });
}

async function doWork(
  library: Library,
  work: FolderWork,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { calls } = library;
  switch (work.action) {
    case 'list':
      return list(await calls.folders({}), context);
    case 'removed':
      return listRemoved(await calls.removals({}), context);
    case 'rescan':
      return rescan(library, work, context);
    case 'remove': {
      const { path, name } = await findFolder(library, work.folder);
      const { removal, tracks } = await calls.removeFolder({ path });
      const text = t('folderCommand.removed', {
        folder: name,
        count: tracks,
        id: String(removal.id),
      });
      return done({ folder: path, removal, tracks }, text);
    }
    case 'remove-missing':
      return removeMissing(library, work.folder);
    case 'restore': {
      const { id, removedAt } = await findRemoval(library, work.removal);
      const { folder, ids } = await calls.restoreRemoval({ id, removedAt });
      const count = ids.length;
      const text =
        folder === null
          ? t('folderCommand.restored', { count })
          : t('folderCommand.restoredFolder', { folder, count });
      return done({ folder, tracks: count }, text);
    }
    case 'relocate':
      return relocate(library, work, context);
  }
}

async function list(all: readonly Folder[], context: CommandContext): Promise<CommandOutcome> {
  const rows = all.map((folder) => [
    printable(folder.name),
    formatCount(folder.tracks),
    formatCount(folder.missing),
    describeState(folder),
  ]);
  await printRows(
    folderColumns(),
    rows,
    all.map((folder) => ({ event: 'folder', ...folder })),
    context,
  );
  const found = all.flatMap(foundWords).join('\n');
  return done({ folders: all.length }, all.length === 0 ? t('folderCommand.none') : found);
}

function foundWords({ path, foundAt }: Folder): string[] {
  if (foundAt === null) return [];
  const place = printable(foundAt.path);
  const values = { count: foundAt.tracks, folder: printable(path), place };
  return [
    t('folderCommand.foundElsewhere', { ...values, arguments: `${quote(path)} ${quote(place)}` }),
  ];
}

async function listRemoved(
  all: readonly Removal[],
  context: CommandContext,
): Promise<CommandOutcome> {
  const rows = all.map((removal) => [
    String(removal.id),
    formatTime(removal.removedAt),
    formatCount(removal.tracks),
    printable(nameOf(removal)),
  ]);
  await printRows(
    removalColumns(),
    rows,
    all.map((each) => ({ event: 'removal', ...each })),
    context,
  );
  return done({ removals: all.length }, all.length === 0 ? t('folderCommand.nothingRemoved') : '');
}

async function printRows(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  fields: readonly Record<string, unknown>[],
  { report, screen }: CommandContext,
): Promise<void> {
  const isTable = screen.columns !== undefined;
  const [head = '', ...lines] = formatTable(columns, rows, screen).split('\n');
  if (isTable && rows.length > 0) await report.row(null, head);
  for (const [index, row] of rows.entries()) {
    const line = isTable ? (lines[index] ?? '') : row.join('\t');
    if (!(await report.row(fields[index] ?? {}, line))) return;
  }
}

function nameOf({ folder, title, tracks }: Removal): string {
  if (folder !== null) return folder;
  const name = title ?? '';
  return tracks <= 1 ? name : t('folderCommand.severalTracks', { title: name, count: tracks - 1 });
}

function describeState({ state, disk }: Folder): string {
  return state === 'away' && disk !== null
    ? t('folderCommand.awayOn', { disk: printable(disk) })
    : t(`folderCommand.${state}`);
}

/** Folders that are not there now are left as they are, unless one is named. */
async function rescan(
  library: Library,
  { folders: named, ...flags }: Extract<FolderWork, { action: 'rescan' }>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const all =
    named.length === 0
      ? await library.calls.folders({})
      : await Promise.all(named.map((folder) => findFolder(library, folder)));
  if (all.length === 0) return done({ folders: [] }, t('folderCommand.none'));
  const paths = all
    .filter(({ state }) => named.length > 0 || state === 'there')
    .map(({ path }) => path);
  const left = all.map(({ path }) => path).filter((path) => !paths.includes(path));
  const leftWords = t('folderCommand.left', {
    count: left.length,
    folders: left.map(printable).join(', '),
  });
  if (paths.length === 0) return done({ folders: [], left }, leftWords);
  const { fields, text, failure } = await scanFolders(
    library,
    { folders: paths, ...flags },
    context,
  );
  return {
    fields: { ...fields, left },
    text: left.length === 0 ? text : `${text}\n${leftWords}`,
    failure,
  };
}

async function removeMissing({ calls }: Library, folder: string | null): Promise<CommandOutcome> {
  const below = folder === null ? null : resolve(folder);
  const { removal, tracks } = await calls.removeMissing({ below });
  const text = t('folderCommand.removedMissing', { count: tracks, id: String(removal.id) });
  return done({ tracks, removal }, text);
}

async function relocate(
  library: Library,
  { from, to, scans }: Extract<FolderWork, { action: 'relocate' }>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const old = await recordedPath(library, from);
  const tried = await library.calls
    .tryRelocation({ from: old, to: resolve(to) })
    .catch((error: unknown) => {
      // To take a relocation back, the place from before need not be there.
      if (scans) throw error;
      return null;
    });
  if (scans && tried !== null && tried.looked > 0 && tried.found === 0) throw notThere(tried);
  const place = tried?.to ?? resolve(to);
  const { moved, staying, merged } = await library.calls.relocate({ from: old, to: place });
  const back = `${quote(place)} ${quote(old)}`;
  // Where the new place had tracks already, these would be taken along.
  const isAlone = staying.length === 0 && merged === null;
  const text = [
    t('folderCommand.relocated', { count: moved, to: place }),
    ...(isAlone ? [t('folderCommand.takeBack', { back })] : []),
  ].join(' ');
  const fields = { from: old, to: place, relocated: moved };
  if (!scans) return done(fields, text);
  const root = await scannedWith(library, tried?.isFile === true ? dirname(place) : place);
  const scan = { folders: [root], acceptsMissing: false, readsAll: false };
  const scanned = await scanFolders(library, scan, context);
  return { ...scanned, fields: { ...fields, ...scanned.fields }, text: `${text}\n${scanned.text}` };
}

/** The folder to scan so that a place is scanned: itself. */
async function scannedWith({ calls }: Library, place: string): Promise<string> {
  const roots = await calls.folders({});
  return roots.find(({ path }) => path === place)?.path ?? place;
}

/** A path as the library has it: one of another system is no path of this one. */
async function recordedPath({ calls }: Library, named: string): Promise<string> {
  if (/^(?:[A-Za-z]:\\|\\\\)/.test(named)) return named;
  const path = resolve(named);
  const roots = await calls.folders({});
  const isKnown = roots.some((root) => path === root.path || path.startsWith(`${root.path}/`));
  return isKnown ? path : await realpath(path).catch(() => path);
}

/**
 * The music folder of a name: what the list says, or another way to the same folder.
 *
 * @throws FermataError `NOT_FOUND`
 */
async function findFolder({ calls }: Library, named: string): Promise<Folder> {
  const all = await calls.folders({});
  const path = resolve(named);
  const found = all.find((folder) =>
    [folder.path, folder.name].some((each) => each === named || each === path),
  );
  if (found !== undefined) return found;
  const real = await realpath(path).catch(() => path);
  for (const folder of all) {
    if ((await realpath(folder.path).catch(() => folder.path)) === real) return folder;
  }
  throw new FermataError('NOT_FOUND', words('folders.noSuchFolder', { folder: path }), {
    advice: words('folders.lookAtList'),
  });
}

/** @throws FermataError `NOT_FOUND` */
async function findRemoval({ calls }: Library, id: number | null): Promise<Removal> {
  const all = await calls.removals({});
  const found = id === null ? all[0] : all.find((each) => each.id === id);
  if (found !== undefined) return found;
  throw new FermataError('NOT_FOUND', words('folders.broughtBackAlready'), {
    advice: words('folders.lookAtRemovals'),
  });
}

function notThere({ to, looked }: { readonly to: string; readonly looked: number }): FermataError {
  return new FermataError('USAGE', words('folders.filesNotThere', { to, count: looked }), {
    advice: words('folders.nameSameFolder'),
    libraryState: words('folders.nothingRelocated'),
  });
}

function done(fields: CommandOutcome['fields'], text: string): CommandOutcome {
  return { fields, text, failure: null };
}
