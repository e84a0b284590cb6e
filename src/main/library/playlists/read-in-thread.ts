/** Reads a playlist file in a thread of its own: a hundred thousand entries hold up nothing else. */
import { basename, extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type PlaylistContent, PlaylistContentSchema } from '../../../shared/api/playlists.ts';
import {
  type ErrorReport,
  ErrorReportSchema,
  errorFromReport,
  FermataError,
} from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';

/** It lies beside this module, in the sources (.ts) as in the built app (.js). */
const WORKER = new URL(`./playlist-worker${extname(import.meta.url)}`, import.meta.url);

/** In megabytes: the entries of the longest playlist are a fifth of it. */
const MOST_HEAP_MB = 512;

export const PlaylistRequestSchema = z.object({
  path: z.string(),
  libraryFile: z.string(),
  lockDir: z.string().optional(),
});

const PlaylistReadSchema = z.union([
  z.object({ content: PlaylistContentSchema }),
  z.object({ error: ErrorReportSchema }),
]);
export type PlaylistRead = { readonly content: PlaylistContent } | { readonly error: ErrorReport };

/**
 * What a playlist file says.
 *
 * @throws FermataError as readPlaylistFile; `INTERNAL` if the thread ends before it has read it
 */
export async function readPlaylistInThread(
  path: string,
  { libraryFile, lockDir }: LibraryLocation,
): Promise<PlaylistContent> {
  const worker = new Worker(WORKER, {
    workerData: { path, libraryFile, lockDir },
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  try {
    const read = PlaylistReadSchema.parse(await answerOf(worker, path));
    if ('error' in read) throw errorFromReport(read.error);
    return read.content;
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker
      .on('message', resolve)
      .on('error', (cause) => reject(notFinished(path, cause)))
      .on('exit', (status) => reject(notFinished(path, new Error(`It ended with ${status}.`))));
  });
}

function notFinished(path: string, cause: unknown): FermataError {
  return new FermataError(
    'INTERNAL',
    words('libraryErrors.playlistNotFinished', { file: basename(path) }),
    { advice: words('libraryErrors.splitPlaylist'), cause },
  );
}
