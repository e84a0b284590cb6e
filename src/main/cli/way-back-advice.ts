/** What to do about a library that cannot be opened: the backup that can, and what it lacks. */
import type { LibraryDifference, WayBack } from '../../shared/backups.ts';
import { FermataError, toFermataError } from '../../shared/errors.ts';
import { formatCounted, formatTime } from '../../shared/formats.ts';
import { findWayBack } from '../lifecycle/backups/way-back.ts';
import type { LifecycleOptions } from '../lifecycle/thread/options.ts';
import type { CommonOptions } from './command-line.ts';
import { sameLibrary } from './named-library.ts';

/** The same error; of a library that is damaged or too new, with the backup to go back to. */
export async function withWayBack(
  thrown: unknown,
  lifecycle: LifecycleOptions,
  options: CommonOptions,
): Promise<FermataError> {
  const error = toFermataError(thrown);
  if (error.code !== 'LIBRARY_TOO_NEW' && error.code !== 'LIBRARY_DAMAGED') return error;
  // A folder of backups that cannot be read is the second trouble; the first one is told.
  const wayBack = await findWayBack(lifecycle).catch(() => null);
  if (wayBack === null) return error;
  const update = error.code === 'LIBRARY_TOO_NEW' ? 'Update Fermata, or restore' : 'Restore';
  return new FermataError(error.code, error.message, {
    advice: `${update} ${describeWayBack(wayBack, options)}`,
    libraryState: error.libraryState,
    cause: error.cause,
  });
}

/** "the newest backup that …, of 2026-11-23 20:23:05 (it …): `fermata restore …`". */
export function describeWayBack({ manifest, difference }: WayBack, options: CommonOptions): string {
  const changes = difference === null ? '' : ` (${describeDifference(difference)})`;
  return `the newest backup that this version understands, of ${formatTime(manifest.createdAt)}${changes}: fermata restore ${manifest.id}${sameLibrary(options)}`;
}

/** "it brings back 3 plays and lacks 1 track". */
export function describeDifference({ tracks, plays, playlists }: LibraryDifference): string {
  const kinds = [
    [tracks, 'track'],
    [plays, 'play'],
    [playlists, 'playlist'],
  ] as const;
  const count = (side: 'gained' | 'lost') =>
    new Intl.ListFormat('en').format(
      kinds.flatMap(([kind, name]) => (kind[side] > 0 ? [formatCounted(kind[side], name)] : [])),
    );
  const [gained, lost] = [count('gained'), count('lost')];
  const changes = [
    ...(gained === '' ? [] : [`brings back ${gained}`]),
    ...(lost === '' ? [] : [`lacks ${lost}`]),
    ...(playlists.changed === 0 ? [] : [`has ${playlists.changed} playlists as they were before`]),
  ];
  return changes.length === 0
    ? 'it has the same tracks, plays and playlists'
    : `it ${new Intl.ListFormat('en').format(changes)}`;
}
