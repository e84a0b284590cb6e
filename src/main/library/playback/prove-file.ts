/**
 * Makes sure that what a track's path leads to through links is the track: a link that was put in its place
 * may lead to any file of this computer, which can be made to have the size and the time of the track's
 * before that is scanned. So its audio is compared with what was scanned. Runs in a thread of the library:
 * it reads a few parts of the file.
 */
import type { LibraryLocation } from '../../lifecycle/lock/own-files.ts';
import { audioKind } from '../scan/reading/audio-kind.ts';
import { contentKey } from '../scan/reading/content-key.ts';
import { SourceFile } from '../scan/reading/source-file.ts';
import { identityOf, type RecordedFile, requireSafeToOpen } from './track-file.ts';

/** The key of Matroska depends on a length that its tags tell. */
const KEYS_WITH_LENGTH = new Set(['audio.mka']);

/**
 * Which file a track's path leads to, if that is not its own path and has the audio that was scanned.
 *
 * @param key what its audio was known by as it was scanned; null where there was none, or it is one of
 *   several tracks of the file: then it has to be a file of audio
 * @returns the same with the file's device and number, as far as it could be proven
 */
export async function proveFile(
  recorded: RecordedFile,
  key: string | null,
  library: LibraryLocation,
): Promise<RecordedFile> {
  try {
    const { realPath, stats } = await requireSafeToOpen(recorded, library);
    if (realPath === recorded.path || !hasAudio(realPath, key)) return recorded;
    return { ...recorded, provenAs: identityOf(stats) };
  } catch {
    // What cannot be looked at is refused, with the reason, by what opens it.
    return recorded;
  }
}

function hasAudio(path: string, key: string | null): boolean {
  const file = new SourceFile(path);
  try {
    const kind = audioKind(file);
    if (kind === null) return false;
    return key === null || KEYS_WITH_LENGTH.has(kind.name) || contentKey(file, kind, 0) === key;
  } finally {
    file.close();
  }
}
