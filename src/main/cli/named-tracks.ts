/** Tracks and playlists as they are named on the command line. */
import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Playlist } from '../../shared/api/playlists.ts';
import { FermataError } from '../../shared/errors.ts';
import { fileOfTrack } from '../../shared/track-path.ts';
import { words } from '../../shared/words/words.ts';
import type { Library } from '../library/library.ts';

const ID = /^\d{1,15}$/;

/**
 * The ids of tracks that are named by id or path.
 *
 * @throws FermataError `NOT_FOUND`, naming the first that the library does not have; `CONFLICT` for a file
 *   that has several tracks, with their names
 */
export async function findTrackIds(library: Library, names: readonly string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const name of names) ids.push(await findTrackId(library, name));
  return ids;
}

async function findTrackId({ calls }: Library, name: string): Promise<number> {
  if (ID.test(name)) {
    const track = await calls.track({ id: Number(name) });
    if (track !== null) return track.id;
    throw new FermataError('NOT_FOUND', words('cliErrors.noTrackWithId', { id: name }), {
      advice: words('cliErrors.listTracks'),
    });
  }
  const path = resolve(name);
  const file = fileOfTrack(path);
  // Scans record where the links of a folder lead to.
  const files = new Set([file, await realpath(file).catch(() => file)]);
  const part = path.slice(file.length);
  for (const each of files) {
    const track = await calls.trackByPath({ path: `${each}${part}` });
    if (track !== null) return track.id;
  }
  for (const each of files) {
    const parts = await calls.partsOfFile({ path: each });
    if (parts.length > 0) throw isParted(each, parts);
  }
  throw new FermataError('NOT_FOUND', words('cliErrors.noTrackOfFile', { path }), {
    advice: words('cliErrors.checkNameOrScan'),
  });
}

function isParted(file: string, parts: readonly string[]): FermataError {
  const [first = '', last = first] = [parts[0], parts.at(-1)];
  return new FermataError(
    'CONFLICT',
    words('cliErrors.fileIsParted', { file, count: parts.length }),
    {
      advice: words('cliErrors.nameParts', { first, last }),
    },
  );
}

/**
 * The playlist of a name or id; a name goes before an id.
 *
 * @throws FermataError `NOT_FOUND`; `CONFLICT` where several have the name, with their ids
 */
export function findPlaylist(playlists: readonly Playlist[], wanted: string): Playlist {
  const named = playlists.filter(({ name }) => name === wanted);
  const found = named.length > 0 ? named : playlists.filter(({ id }) => String(id) === wanted);
  const [playlist, ...others] = found;
  if (playlist === undefined) {
    throw new FermataError('NOT_FOUND', words('cliErrors.noPlaylist', { name: wanted }), {
      advice: words('cliErrors.listPlaylists'),
    });
  }
  if (others.length === 0) return playlist;
  const ids = found.map(({ id }) => id).join(', ');
  throw new FermataError(
    'CONFLICT',
    words('cliErrors.severalPlaylists', { count: found.length, name: wanted }),
    {
      advice: words('cliErrors.namePlaylistById', { ids }),
    },
  );
}
