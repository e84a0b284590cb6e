/**
 * Opens the file of a track, and nothing but that: playing can reach no other file of this computer.
 *
 * A path that the library recorded may meanwhile lead elsewhere. Without a symbolic link in it, its
 * regular file is the track's, changed or not. Through links, as scans follow them, a file is opened
 * only while its size, its time and its audio are those that the scan saw there: a link that was put in a
 * track's place opens nothing.
 *
 * The library's own files are never opened, by whatever name (lifecycle/lock/own-files.ts).
 */
import type { BigIntStats } from 'node:fs';
import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { z } from 'zod';
import { FermataError, type Sentence, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { realPathOf, systemPath } from '../../lifecycle/files/path-bytes.ts';
import { isOwnFile, isSameFile, type LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import { audioMediaType } from '../scan/audio-formats.ts';
import { accessProblem, type FileState } from '../scan/find-audio-files.ts';

/** A track's file as the library knows it. */
export const RecordedFileSchema = z.object({
  path: z.string(),
  /** As the last scan saw it (find-audio-files.ts); null for a track that no scan has seen. */
  state: z.object({ size: z.number().int(), mtimeMs: z.number().int() }).nullable(),
  /** The file that its path leads to through links, where its audio was compared (prove-file.ts). */
  provenAs: z.string().optional(),
});
export type RecordedFile = z.infer<typeof RecordedFileSchema>;

export interface OpenedFile {
  /** To be closed by whoever opened it. */
  readonly handle: FileHandle;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  /** Differs between two files, and between two contents of one. */
  readonly fingerprint: string;
}

/** A track cannot be played, or not any more: an answer for one track, not a failure of the library. */
export class TrackUnavailable extends FermataError {
  constructor(message: Sentence, options: { readonly advice: Sentence; readonly cause?: unknown }) {
    super('NOT_FOUND', message, options);
  }
}

/** Neither the last link nor a named pipe, on which opening would wait; both are 0 on Windows. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const RESCAN = words('libraryErrors.scanAgain');

/**
 * Opens a track's file for reading.
 *
 * @param library the one that records it
 * @throws TrackUnavailable that says why it cannot be had
 */
export async function openTrackFile(
  recorded: RecordedFile,
  library: LibraryLocation,
): Promise<OpenedFile> {
  const mediaType = audioMediaType(recorded.path);
  if (mediaType === null) throw notAudio(recorded.path);
  const checked = await requireSafeToOpen(recorded, library);
  const handle = await open(systemPath(checked.realPath), OPEN_FLAGS).catch((error: unknown) => {
    throw unreadable(recorded.path, error);
  });
  try {
    const stats = await handle.stat({ bigint: true });
    if (!isSameFile(stats, checked.stats)) throw replaced(recorded.path);
    const isProven = checked.realPath === recorded.path || recorded.provenAs === identityOf(stats);
    if (!isProven) throw replaced(recorded.path);
    return { handle, mediaType, size: Number(stats.size), fingerprint: fingerprintOf(stats) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Checks a track's file without opening it.
 *
 * @returns where it really is, and what was found there
 * @throws TrackUnavailable that says why it must not be opened
 */
export async function requireSafeToOpen(
  { path, state }: RecordedFile,
  library: LibraryLocation,
): Promise<{ readonly realPath: string; readonly stats: BigIntStats }> {
  const { realPath, stats } = await look(path);
  if (!stats.isFile() || (await isOwnFile(stats, library))) throw notAudio(path);
  if (stats.size === 0n) throw empty(path);
  if (realPath !== path && !isAsRecorded(stats, state)) throw replaced(path);
  return { realPath, stats };
}

async function look(path: string) {
  try {
    const realPath = await realPathOf(path);
    return { realPath, stats: await stat(systemPath(realPath), { bigint: true }) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

function isAsRecorded(stats: BigIntStats, state: FileState | null): boolean {
  return (
    state !== null && stats.size === BigInt(state.size) && stats.mtimeMs === BigInt(state.mtimeMs)
  );
}

/** Which file it is, whatever its name: by device and number. */
export function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}/${ino}`;
}

function fingerprintOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs].map((number) => number.toString(36)).join('-');
}

function unreadable(path: string, cause: unknown): TrackUnavailable {
  if (['ENOENT', 'ENOTDIR'].includes(systemCode(cause) ?? '')) {
    return new TrackUnavailable(words('libraryErrors.fileMissing', { path }), {
      advice: words('libraryErrors.connectOrScan'),
      cause,
    });
  }
  const isRefused = ['EACCES', 'EPERM'].includes(systemCode(cause) ?? '');
  return new TrackUnavailable(
    words('libraryErrors.fileUnreadable', { path, reason: accessProblem(cause) }),
    {
      advice: words(isRefused ? 'libraryErrors.allowReading' : 'systemErrors.checkDiskAndTry'),
      cause,
    },
  );
}

function notAudio(path: string): TrackUnavailable {
  return new TrackUnavailable(words('libraryErrors.notAudio', { path }), { advice: RESCAN });
}

function empty(path: string): TrackUnavailable {
  return new TrackUnavailable(words('libraryErrors.fileEmpty', { path }), { advice: RESCAN });
}

function replaced(path: string): TrackUnavailable {
  return new TrackUnavailable(words('libraryErrors.fileReplaced', { path }), {
    advice: RESCAN,
  });
}
