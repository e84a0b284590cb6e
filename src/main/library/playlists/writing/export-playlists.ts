/** Writes playlists into files for other players: all that were asked for, or none where one cannot be. */
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Client } from '../../../../shared/api/define.ts';
import type {
  ExportRequest,
  PathKind,
  PlaylistFormat,
} from '../../../../shared/api/playlist-files.ts';
import { FermataError } from '../../../../shared/errors.ts';
import { words } from '../../../../shared/words/words.ts';
import { storageError } from '../../../lifecycle/files/storage-errors.ts';
import { type LibraryLocation, leadsToOwnFile } from '../../../lifecycle/lock/own-files.ts';
import type { threadContract } from '../../library-contract.ts';
import { fileNamesOf } from './file-name.ts';
import { playlistText } from './playlist-text.ts';
import { isInTheWay, writeWhole } from './write-whole.ts';
import type { WrittenPlaylist } from './written-playlist.ts';

type Playlists = Pick<Client<typeof threadContract>, 'playlists' | 'playlistToWrite'>;

/** A playlist, and the file that it is written to. */
export interface PlaylistTarget {
  readonly id: number;
  readonly createdAt?: string | undefined;
  /** An absolute path. */
  readonly file: string;
}

export interface WritingOptions {
  readonly format: PlaylistFormat;
  readonly paths: PathKind;
  readonly replaces: boolean;
}

export interface PlaylistText {
  /** That its file gets. */
  readonly name: string;
  readonly text: string;
}

/** A playlist as a file that is sent elsewhere: with the paths of this computer. */
export function playlistAsFile(playlist: WrittenPlaylist, format: PlaylistFormat): PlaylistText {
  const [name = ''] = fileNamesOf([playlist.name]);
  const style = { relativeTo: null, isWindows: process.platform === 'win32' };
  return { name: `${name}.${format}`, text: playlistText(format, playlist, style) };
}

/**
 * Writes playlists into files named after them.
 *
 * @returns the files
 * @throws FermataError as {@link writePlaylistFiles}; `NOT_FOUND` for a folder that is not there
 */
export async function exportPlaylists(
  calls: Playlists,
  request: ExportRequest,
  location: LibraryLocation,
): Promise<string[]> {
  const { folder, format } = request;
  await requireFolder(folder);
  const kept = await calls.playlists({});
  const wanted = request.playlists ?? kept;
  const named = wanted.map((ref) => kept.find(({ id }) => id === ref.id)?.name ?? '');
  const files = fileNamesOf(named).map((name) => join(folder, `${name}.${format}`));
  const targets = wanted.map(({ id, createdAt }, at) => ({ id, createdAt, file: files[at] ?? '' }));
  await writePlaylistFiles(calls, targets, request, location);
  return files;
}

/**
 * Writes each playlist into its file. What a file holds is whole at any time: the old content or the new.
 *
 * @throws FermataError `NOT_FOUND` where a playlist is gone; `CONFLICT` where a file with other content is
 *   there and may not be replaced; `USAGE` for a file of the library; `NO_PERMISSION`, `NO_SPACE`,
 *   `STORAGE_FAILED` where one cannot be written
 */
export async function writePlaylistFiles(
  calls: Playlists,
  targets: readonly PlaylistTarget[],
  { format, paths, replaces }: WritingOptions,
  location: LibraryLocation,
): Promise<void> {
  const texts: { readonly file: string; readonly text: string }[] = [];
  const inTheWay: string[] = [];
  for (const { file, ...ref } of targets) {
    if (await leadsToOwnFile(file, location)) throw isOfLibrary(file);
    const playlist = await calls.playlistToWrite(ref);
    const text = playlistText(format, playlist, {
      relativeTo: paths === 'relative' ? await realFolder(file) : null,
      isWindows: process.platform === 'win32',
    });
    texts.push({ file, text });
    if (!replaces && (await isInTheWay(file, text))) inTheWay.push(file);
  }
  if (inTheWay.length > 0) throw isThere(inTheWay);
  for (const { file, text } of texts) {
    const isWritten = await writeWhole(file, text, replaces).catch((error: unknown) => {
      throw notWritten(file, error);
    });
    if (!isWritten) throw isThere([file]);
  }
}

/** Players follow ".." by what folders really are, and not by the links that lead to them. */
async function realFolder(file: string): Promise<string> {
  try {
    return await realpath(dirname(file));
  } catch (error) {
    throw notWritten(file, error);
  }
}

async function requireFolder(folder: string): Promise<void> {
  try {
    if (isAbsolute(folder) && (await stat(folder)).isDirectory()) return;
  } catch (error) {
    throw noFolder(folder, error);
  }
  throw noFolder(folder);
}

function noFolder(folder: string, cause?: unknown): FermataError {
  return new FermataError('NOT_FOUND', words('playlistFiles.noFolder', { folder }), {
    advice: words('playlistFiles.otherFolder'),
    cause,
  });
}

function isThere(files: readonly string[]): FermataError {
  const [first = ''] = files;
  return new FermataError(
    'CONFLICT',
    words('playlistFiles.isThere', { file: basename(first), others: files.length - 1 }),
    { advice: words('playlistFiles.replaceOrElsewhere') },
  );
}

function isOfLibrary(file: string): FermataError {
  return new FermataError('USAGE', words('playlistFiles.isOfLibrary', { file: basename(file) }), {
    advice: words('playlistFiles.otherName'),
  });
}

function notWritten(file: string, cause: unknown): FermataError {
  const failure = storageError(cause, dirname(file));
  return new FermataError(
    failure?.code ?? 'STORAGE_FAILED',
    words('playlistFiles.notWritten', { file }),
    { advice: words('playlistFiles.otherFolder'), cause },
  );
}
