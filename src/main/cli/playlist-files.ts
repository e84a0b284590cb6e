/** `fermata playlist import`, `export` and `export-all`: the files that other players read and write. */
import { stat } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { PlaylistFormatSchema } from '../../shared/api/playlist-files.ts';
import { FermataError } from '../../shared/errors.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { words } from '../../shared/words/words.ts';
import type { Library } from '../library/library.ts';
import { fileNamesOf } from '../library/playlists/writing/file-name.ts';
import { usageError } from './command-parsing.ts';
import { printable } from './formats.ts';
import { findPlaylist, findTrackIds } from './named-tracks.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import type { PlaylistFileWork } from './track-command-lines.ts';

type Told = Pick<CommandOutcome, 'fields' | 'text'>;

/** Does it, and says what became of it. */
export function workWithFiles(
  library: Library,
  work: PlaylistFileWork,
  context: CommandContext,
): Promise<Told> {
  switch (work.action) {
    case 'import':
      return importFiles(library, work.files, context);
    case 'missing':
      return listMissing(library, work.playlist, context);
    case 'locate':
      return locate(library, work);
    case 'export':
      return exportOne(library, work);
    default:
      return exportAll(library, work);
  }
}

async function importFiles(
  library: Library,
  files: readonly string[],
  { report }: CommandContext,
): Promise<Told> {
  let found = 0;
  let missing = 0;
  for (const file of files) {
    const imported = await library.importPlaylistFile(resolve(file));
    found += imported.found;
    missing += imported.missing.length;
    const { id, name } = imported;
    const lines = [
      id === null
        ? t('playlist.importedNothing', { name })
        : t('playlist.imported', { name, id: String(id), count: imported.found }),
      ...imported.missing.map((written) => t('playlist.notFound', { written: printable(written) })),
    ];
    if (!(await report.row({ event: 'playlist', ...imported }, lines.join('\n')))) break;
  }
  return { fields: { found, missing }, text: '' };
}

async function listMissing(
  { calls }: Library,
  playlist: string,
  { report }: CommandContext,
): Promise<Told> {
  const { id, name } = findPlaylist(await calls.playlists({}), playlist);
  const entries = await calls.unfoundEntries({ id });
  for (const { position, written, artist, title } of entries) {
    const number = position + 1;
    const line = `${number}\t${printable(written)}`;
    if (!(await report.row({ event: 'missing', number, written, artist, title }, line))) break;
  }
  report.aside(t('playlist.missing', { count: entries.length, name }));
  return { fields: { playlist: { id, name }, missing: entries.length }, text: '' };
}

async function locate(
  library: Library,
  { playlist, entry }: Extract<PlaylistFileWork, { action: 'locate' }>,
): Promise<Told> {
  const { calls } = library;
  const { id, name, createdAt } = findPlaylist(await calls.playlists({}), playlist);
  const { settled } =
    entry === null
      ? await calls.findEntries({ id, createdAt })
      : await calls.settleEntries({
          id,
          createdAt,
          settled: [await entryAndTrack(library, id, entry)],
        });
  const left = await calls.unfoundEntries({ id });
  return {
    fields: { playlist: { id, name }, found: settled.length, missing: left.length },
    text: [
      t('playlist.located', { count: settled.length, name }),
      ...(left.length === 0 ? [] : [t('playlist.missing', { count: left.length, name })]),
    ].join(' '),
  };
}

async function entryAndTrack(
  library: Library,
  id: number,
  { number, track }: { readonly number: number; readonly track: string },
) {
  const entries = await library.calls.unfoundEntries({ id });
  const entry = entries.find(({ position }) => position === number - 1);
  if (entry === undefined) {
    throw new FermataError('NOT_FOUND', words('cliErrors.noMissingEntry', { number }), {
      advice: words('cliErrors.listMissing'),
    });
  }
  const [trackId = null] = await findTrackIds(library, [track]);
  return { entryId: entry.entryId, trackId };
}

async function exportOne(
  library: Library,
  { playlist, file, format, paths, replaces }: Extract<PlaylistFileWork, { action: 'export' }>,
): Promise<Told> {
  const found = findPlaylist(await library.calls.playlists({}), playlist);
  const { id, createdAt, name } = found;
  const [fileName = ''] = fileNamesOf([name]);
  const target = (await isFolder(file))
    ? join(resolve(file), `${fileName}.${format ?? 'm3u8'}`)
    : resolve(file);
  const written = format ?? formatOf(target);
  await library.writePlaylistFiles([{ id, createdAt, file: target }], {
    format: written,
    paths,
    replaces,
  });
  return {
    fields: { playlist: { id, name }, files: [target] },
    text: t('playlist.exported', { name, file: target }),
  };
}

async function exportAll(
  library: Library,
  { folder, format = 'm3u8', ...how }: Extract<PlaylistFileWork, { action: 'export-all' }>,
): Promise<Told> {
  const request = { folder: resolve(folder), format, ...how };
  const { files } = await library.exportPlaylists(request);
  return {
    fields: { files },
    text: t('playlist.exportedAll', { count: files.length, folder: request.folder }),
  };
}

/** By the ending of its name. */
function formatOf(file: string) {
  const format = PlaylistFormatSchema.safeParse(extname(file).slice(1).toLowerCase());
  if (format.success) return format.data;
  throw usageError('The file needs a name that ends in .m3u8, .xspf or .pls, or --format');
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
