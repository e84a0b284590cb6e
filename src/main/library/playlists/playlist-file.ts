/** Reads a playlist's file, whichever somebody opens with Fermata. */
import { realpath } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import {
  MOST_ENTRIES,
  type PlaylistContent,
  PlaylistContentSchema,
} from '../../../shared/api/playlists.ts';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { formatBytes } from '../../../shared/formats.ts';
import { words } from '../../../shared/words/words.ts';
import { NotOpened, readSmallFile } from '../../lifecycle/files/door.ts';
import { lockLocation } from '../../lifecycle/files/file-names.ts';
import { storageError } from '../../lifecycle/files/storage-errors.ts';
import { type LibraryLocation, ownFiles } from '../../lifecycle/lock/own-files.ts';
import { accessProblem } from '../scan/find-audio-files.ts';
import { EntriesOnDisk } from './entries-on-disk.ts';
import { countInM3u, parseM3u } from './m3u.ts';
import type { ParsedEntry, ParsedPlaylist, PlaylistFile } from './parsed-playlist.ts';
import { countInPls, parsePls } from './pls.ts';
import { countInXspf, parseXspf } from './xspf.ts';

interface Format {
  readonly parse: (file: PlaylistFile) => ParsedPlaylist;
  /** How many entries there are at least, known before any is read. */
  readonly count: (bytes: Uint8Array) => number;
}

const M3U: Format = { parse: parseM3u, count: countInM3u };

const FORMATS: Readonly<Record<string, Format>> = {
  '.m3u': M3U,
  '.m3u8': M3U,
  '.pls': { parse: parsePls, count: countInPls },
  '.xspf': { parse: parseXspf, count: countInXspf },
};

/** What one entry may have (shared/api/playlists.ts): a longer one is of no file. */
const MOST_LETTERS = 4096;
const MOST_PATHS = 4;

/** A hundred thousand paths. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * What a playlist file says. It may take long, and is done in a thread of its own (read-in-thread.ts).
 *
 * @param library the open one, whose own files are not opened by another name either
 * @throws FermataError `USAGE` if it is no playlist, `NOT_FOUND` if it is not there,
 *   `NO_PERMISSION`, `STORAGE_FAILED` if it cannot be read
 */
export async function readPlaylistFile(
  path: string,
  library: LibraryLocation,
): Promise<PlaylistContent> {
  const format = FORMATS[extname(path).toLowerCase()];
  if (format === undefined) throw notPlaylist(path);
  const bytes = await readBytes(path, library);
  // Not read and looked for one by one only to be refused.
  if (format.count(bytes) > MOST_ENTRIES) throw tooLong(path);
  const { name, entries } = format.parse({ path, bytes });
  if (entries.length > MOST_ENTRIES) throw tooLong(path);
  const disk = new EntriesOnDisk(path);
  const found: unknown[] = [];
  for (const entry of entries) found.push(await locate(entry, disk));
  const content = PlaylistContentSchema.safeParse({ name, entries: found });
  if (!content.success) throw notPlaylist(path, content.error);
  return content.data;
}

/** The file that an entry means goes before what else it may mean. */
async function locate(entry: ParsedEntry, disk: EntriesOnDisk) {
  const paths = new Set([...(await disk.find(entry)), ...entry.paths]);
  const { written, tags } = entry;
  return {
    written: written.slice(0, MOST_LETTERS),
    paths: [...paths].filter(({ length }) => length <= MOST_LETTERS).slice(0, MOST_PATHS),
    ...(tags !== undefined && { tags }),
  };
}

async function readBytes(path: string, library: LibraryLocation): Promise<Uint8Array> {
  try {
    const isOwn = ownFiles(lockLocation(library.libraryFile, library.lockDir));
    return await readSmallFile(await realpath(path), { maxBytes: MOST_BYTES, isOwn });
  } catch (error) {
    if (!(error instanceof NotOpened)) throw unreadable(path, error);
    throw error.why === 'too-large' ? tooLarge(path) : notPlaylist(path);
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

function tooLong(path: string): FermataError {
  return new FermataError(
    'USAGE',
    words('libraryErrors.playlistTooLong', { file: basename(path), count: MOST_ENTRIES }),
    { advice: words('libraryErrors.splitPlaylist') },
  );
}

function unreadable(path: string, cause: unknown): FermataError {
  const isGone = systemCode(cause) === 'ENOENT';
  const reason = isGone ? words('libraryErrors.notThere') : accessProblem(cause);
  const message = words('libraryErrors.playlistUnreadable', { file: basename(path), reason });
  const code = isGone ? 'NOT_FOUND' : (storageError(cause, path)?.code ?? 'STORAGE_FAILED');
  return new FermataError(code, message, {
    advice: words('libraryErrors.connectAndOpen'),
    cause,
  });
}
