/** Looks whether files are at another place, before the library is told that they are. */
import { stat } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import type { RelocationTryout } from '../../../shared/api/folders.ts';
import { FermataError, systemCode } from '../../../shared/errors.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { words } from '../../../shared/words/words.ts';
import { systemPath } from '../../lifecycle/files/path-bytes.ts';
import { storageError } from '../../lifecycle/files/storage-errors.ts';
import { homeFolder } from '../../locations.ts';
import type { ReadableDb } from '../handlers.ts';
import { boundsBelow, movedPath, trimmed } from './path-range.ts';

/** So many files are looked for: from all parts of the folder, so that they tell of all. */
const MOST_LOOKED = 500;

/** As many at once as Node has threads for it, and some that wait. */
const AT_ONCE = 16;

/**
 * Looks for the files of tracks at a new place.
 *
 * @throws FermataError `USAGE` where there is nothing at the new place
 */
export async function tryRelocation(
  db: ReadableDb,
  places: { readonly from: string; readonly to: string },
): Promise<RelocationTryout> {
  const from = fileOfTrack(trimmed(places.from));
  const to = resolve(fromHome(places.to));
  const isFile = await isFileAt(to);
  const { tracks, missing, paths } = pathsWithin(db, from);
  const wanted = paths.map((path) => movedPath(path, from, trimmed(to)));
  let found = 0;
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const there = await Promise.all(wanted.slice(at, at + AT_ONCE).map(isThere));
    found += there.filter(Boolean).length;
  }
  return { from, to, isFile, tracks, missing, looked: wanted.length, found };
}

/** A leading `~` is the home folder: a page has no shell that would say so. */
function fromHome(path: string): string {
  const home = homeFolder();
  return home !== null && /^~(?=$|[\\/])/.test(path) ? join(home, path.slice(1)) : path;
}

async function isFileAt(path: string): Promise<boolean> {
  if (!isAbsolute(path)) throw nothingAt(path);
  try {
    return (await stat(systemPath(path))).isFile();
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw nothingAt(path);
    throw storageError(error, path) ?? error;
  }
}

/** How many tracks are at or below a path, and the paths of some of them, one from every part. */
function pathsWithin(
  db: ReadableDb,
  path: string,
): { tracks: number; missing: number; paths: string[] } {
  const within = 'path = :path OR (path > :after AND path < :before)';
  const values = { path, ...boundsBelow(path) };
  const { tracks, missing } = z
    .object({ tracks: z.number(), missing: z.number() })
    .parse(
      db
        .prepare(
          `SELECT count(*) AS tracks, count(missing_since) AS missing FROM tracks WHERE ${within}`,
        )
        .get(values),
    );
  const step = Math.max(1, Math.ceil(tracks / MOST_LOOKED));
  const paths = db.prepare(`
    SELECT path FROM (
      SELECT path, row_number() OVER (ORDER BY path) AS place FROM tracks WHERE ${within}
    ) WHERE (place - 1) % :step = 0`);
  return {
    tracks,
    missing,
    paths: z.array(z.string()).parse(paths.pluck().all({ ...values, step })),
  };
}

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(systemPath(fileOfTrack(path)))).isFile();
  } catch {
    // Whatever keeps it from being seen: it is not found there.
    return false;
  }
}

function nothingAt(path: string): FermataError {
  return new FermataError('USAGE', words('folders.nothingAt', { path }), {
    advice: words('errors.checkNameAndDisk'),
  });
}
