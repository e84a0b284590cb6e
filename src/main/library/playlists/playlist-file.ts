/** Reads a playlist's file, whichever somebody opens with Fermata. */
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type PlaylistContent, PlaylistContentSchema } from '../../../shared/api/playlists.ts';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { formatBytes } from '../../../shared/formats.ts';
import { words } from '../../../shared/words/words.ts';
import { storageError } from '../../lifecycle/files/storage-errors.ts';
import { isOwnFile, type LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import { accessProblem } from '../scan/find-audio-files.ts';
import { parseM3u } from './m3u.ts';

const ENDINGS = ['.m3u', '.m3u8'];

/** Ten thousand long paths. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * What a playlist file says.
 *
 * @param library the open one, whose own files are not opened by another name either
 * @throws FermataError `USAGE` if it is no playlist, `NOT_FOUND` if it is not there,
 *   `NO_PERMISSION`, `STORAGE_FAILED` if it cannot be read
 */
export async function readPlaylistFile(
  path: string,
  library: LibraryLocation,
): Promise<PlaylistContent> {
  if (!ENDINGS.includes(extname(path).toLowerCase())) throw notPlaylist(path);
  const bytes = await readBytes(path, library);
  const content = PlaylistContentSchema.safeParse(parseM3u({ path, bytes }));
  if (!content.success) throw notPlaylist(path, content.error);
  return content.data;
}

async function readBytes(path: string, library: LibraryLocation): Promise<Uint8Array> {
  try {
    const realPath = await realpath(path);
    const stats = await stat(realPath, { bigint: true });
    if (!stats.isFile() || (await isOwnFile(stats, library))) throw notPlaylist(path);
    if (stats.size > MOST_BYTES) throw tooLarge(path);
    return await readFile(realPath);
  } catch (error) {
    throw error instanceof FermataError ? error : unreadable(path, error);
  }
}

function notPlaylist(path: string, cause?: unknown): FermataError {
  return new FermataError('USAGE', words('libraryErrors.notAPlaylist', { file: basename(path) }), {
    advice: words('libraryErrors.openPlaylistFile'),
    cause,
  });
}

function tooLarge(path: string): FermataError {
  return new FermataError(
    'USAGE',
    words('libraryErrors.playlistTooLarge', {
      file: basename(path),
      size: formatBytes(MOST_BYTES),
    }),
    {
      advice: words('libraryErrors.splitPlaylist'),
    },
  );
}

function unreadable(path: string, cause: unknown): FermataError {
  const isGone = systemCode(cause) === 'ENOENT';
  const reason = isGone ? words('libraryErrors.notThere') : accessProblem(cause, path);
  const message = words('libraryErrors.playlistUnreadable', { file: basename(path), reason });
  const code = isGone ? 'NOT_FOUND' : (storageError(cause, path)?.code ?? 'STORAGE_FAILED');
  return new FermataError(code, message, {
    advice: words('libraryErrors.connectAndOpen'),
    cause,
  });
}
