/** Folders as they are on disk: what is right in one, found by jumping from name to name in the index of paths. */
import { z } from 'zod';
import type { FolderContent } from '../../../shared/api/folder-content.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { boundsBelow, separatorOf, trimmed } from '../folders/path-range.ts';
import type { ReadableDb } from '../handlers.ts';

/** So many names are looked at: a person reads no more, and the songs have a list of their own. */
const MOST_NAMES = 5_000;

const PathSchema = z.string().optional();

/** What the library knows to be right in a folder: an empty answer where it knows nothing there. */
export function findFolderContent(db: ReadableDb, path: string): FolderContent {
  const separator = separatorOf(path);
  const { after, before } = boundsBelow(path);
  const behind = String.fromCharCode(separator.charCodeAt(0) + 1);
  const next = db.prepare('SELECT min(path) FROM tracks WHERE path > ? AND path < ?').pluck();
  const folders: FolderContent['folders'] = [];
  let hasTracks = false;
  let cursor = after;
  for (let names = 0; names < MOST_NAMES; names += 1) {
    const found = PathSchema.nullable().parse(next.get(cursor, before));
    if (found === null || found === undefined) break;
    const end = found.indexOf(separator, after.length);
    // A part of a file stands one step below it.
    const isTrack = end === -1 || fileOfTrack(found).length <= end;
    if (isTrack) hasTracks = true;
    else folders.push({ name: found.slice(after.length, end), path: found.slice(0, end) });
    cursor = end === -1 ? found : `${found.slice(0, end)}${behind}`;
  }
  return { path: trimmed(path), folders, hasTracks };
}
