/**
 * Tracks whose files are gone, and were copied before: a move to another disk is a copy that a scan may see
 * before the file at the old place is removed. The copy's track gives way, if a person has made nothing of
 * it yet, and the track that was there first goes on in its place.
 */
import { stat } from 'node:fs/promises';
import { fileOfTrack } from '../../../../shared/track-path.ts';
import { systemPath } from '../../../lifecycle/files/path-bytes.ts';
import type { FoundFile, KnownFiles } from '../known-files.ts';
import type { Move, MoveStore } from './move-store.ts';
import { pairNearest } from './nearness.ts';

export interface Continued {
  readonly move: Move;
  /** What is to be read again, for its tags. */
  readonly file: FoundFile;
}

interface Lost {
  readonly id: number;
  readonly path: string;
}

/**
 * Finds what goes on where its copy is.
 *
 * @param lost the paths of tracks whose files are gone
 */
export async function findLaterCopies(
  store: MoveStore,
  known: KnownFiles,
  lost: readonly string[],
): Promise<Continued[]> {
  const byKey = new Map<string, Lost[]>();
  for (const path of lost) {
    const track = store.trackAt(path);
    if (track === null || track.contentKey === null) continue;
    const ofKey = byKey.get(track.contentKey) ?? [];
    byKey.set(track.contentKey, [...ofKey, { id: track.id, path }]);
  }
  const found: Continued[] = [];
  for (const [key, tracks] of byKey) found.push(...(await continueIn(store, known, key, tracks)));
  return found;
}

async function continueIn(
  store: MoveStore,
  known: KnownFiles,
  contentKey: string,
  tracks: readonly Lost[],
): Promise<Continued[]> {
  const copies: Lost[] = [];
  for (const copy of store.withKey(contentKey)) {
    const isLater = tracks.some(({ id }) => id < copy.id);
    if (isLater && store.isUntouched(copy.id) && (await isThere(known, copy.path))) {
      copies.push(copy);
    }
  }
  if (copies.length === 0) return [];
  const described = copies.map(({ id }) => store.describe(id));
  const paired = pairNearest(
    tracks.map(({ id }) => store.describe(id)),
    described,
    (track, copy) => (tracks[track]?.id ?? 0) < (copies[copy]?.id ?? 0),
  );
  return [...paired].flatMap(([track, copy]) => {
    const [from, to, state] = [tracks[track], copies[copy], described[copy]?.state];
    if (from === undefined || to === undefined || !state) return [];
    const move = { trackId: from.id, from: from.path, to: to.path, replaces: to.id };
    return [{ move, file: { path: fileOfTrack(to.path), state } }];
  });
}

async function isThere(known: KnownFiles, path: string): Promise<boolean> {
  if (known.isScanned(path)) return !known.isLost(path);
  return stat(systemPath(fileOfTrack(path))).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
