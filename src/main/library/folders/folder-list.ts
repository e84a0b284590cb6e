/** The music folders as they are: what the library has of each, and whether it can be looked into now. */
import { constants } from 'node:fs';
import { access, opendir, realpath } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Folder } from '../../../shared/api/folders.ts';
import { systemCode } from '../../../shared/errors.ts';
import { diskOf } from '../../../shared/missing-tracks.ts';
import type { ReadableDb } from '../handlers.ts';
import { findElsewhere } from './found-elsewhere.ts';
import { boundsBelow } from './path-range.ts';

/** In milliseconds: a share whose server is away may not answer for minutes. */
const PATIENCE_MS = 2_000;

const RootsSchema = z.array(
  z.object({
    path: z.string(),
    givenName: z.string(),
    addedAt: z.string(),
    scannedAt: z.string().nullable(),
  }),
);

/** The music folders, by name. */
export async function listFolders(db: ReadableDb): Promise<Folder[]> {
  const roots = RootsSchema.parse(
    db
      .prepare(
        `SELECT path, ifnull(given_path, path) AS givenName, added_at AS addedAt, scanned_at AS scannedAt
         FROM scan_roots ORDER BY givenName, path`,
      )
      .all(),
  );
  return Promise.all(
    roots.map(async ({ givenName, ...root }) => {
      const tracks = countBelow(db, root.path, 'tracks');
      const state = await stateOf(root.path, tracks > 0);
      return {
        ...root,
        name: await nameOf(root.path, givenName, state),
        tracks,
        missing: countBelow(db, root.path, MISSING),
        state,
        disk: diskOf(`${root.path}/`)?.name ?? null,
        foundAt: state === 'away' ? findElsewhere(db, root.path) : null,
      };
    }),
  );
}

/**
 * Whether a folder can be looked into now.
 *
 * @param isEmptyAway whether an empty one is the place of a disk that is not connected
 */
async function stateOf(folder: string, isEmptyAway: boolean): Promise<Folder['state']> {
  const late = new AbortController();
  const answer = await Promise.race([
    look(folder, isEmptyAway),
    delay(PATIENCE_MS, 'unreadable' as const, { signal: late.signal }).catch(
      () => 'unreadable' as const,
    ),
  ]);
  late.abort();
  return answer;
}

/** What a person called a folder, unless that leads elsewhere now. */
async function nameOf(path: string, given: string, state: Folder['state']): Promise<string> {
  if (given === path || state === 'unreadable') return given;
  const real = await realpath(given).catch(() => null);
  const isName = real === path || (real === null && state === 'away');
  return isName ? given : path;
}

async function look(folder: string, isEmptyAway: boolean): Promise<Folder['state']> {
  try {
    await access(folder, constants.R_OK | constants.X_OK);
    const entries = await opendir(folder);
    const first = await entries.read().finally(() => entries.close());
    return first === null && isEmptyAway ? 'away' : 'there';
  } catch (error) {
    return isNotThere(systemCode(error)) ? 'away' : 'unreadable';
  }
}

function isNotThere(code: string | undefined): boolean {
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENODEV' || code === 'ENOTCONN';
}

/** The few missing tracks, and not a look at every one below the folder. */
const MISSING =
  '(SELECT path FROM tracks INDEXED BY missing_tracks WHERE missing_since IS NOT NULL)';

function countBelow(db: ReadableDb, folder: string, tracks: string): number {
  const count = db.prepare(`SELECT count(*) FROM ${tracks} WHERE path > :after AND path < :before`);
  return z.number().parse(count.pluck().get(boundsBelow(folder)));
}
