/** What to do about a library that cannot be opened: the backup that can, and what it lacks. */
import type { LibraryDifference, WayBack } from '../../shared/backups.ts';
import { FermataError, toFermataError } from '../../shared/errors.ts';
import { formatTime } from '../../shared/formats.ts';
import { changedNames } from '../../shared/user-data.ts';
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

/** "the newest backup that …, of 2026-11-23 20:23:05 (restoring it …): `fermata restore …`". */
export function describeWayBack({ manifest, difference }: WayBack, options: CommonOptions): string {
  const changes = difference === null ? '' : ` (restoring it ${describeDifference(difference)})`;
  return `the newest backup that this version understands, of ${formatTime(manifest.createdAt)}${changes}: fermata restore ${manifest.id}${sameLibrary(options)}`;
}

/** "would bring back 3 plays, remove 30 ratings, and change 2 playlists". */
export function describeDifference(difference: LibraryDifference): string {
  const changes = [
    ...phrase('bring back', changedNames(difference, 'gained')),
    ...phrase('remove', changedNames(difference, 'lost')),
    ...phrase('change', changedNames(difference, 'changed')),
  ];
  return changes.length === 0
    ? 'would change nothing'
    : `would ${new Intl.ListFormat('en').format(changes)}`;
}

function phrase(verb: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${verb} ${new Intl.ListFormat('en').format(names)}`];
}
