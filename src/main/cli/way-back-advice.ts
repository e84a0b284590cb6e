/** What to do about a library that cannot be opened: the backup that can, and what it lacks. */
import type { LibraryDifference, WayBack } from '../../shared/backups.ts';
import { FermataError, toFermataError } from '../../shared/errors.ts';
import { formatList, formatTime } from '../../shared/formats.ts';
import { changedNames } from '../../shared/user-data.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { knownWords } from '../../shared/words/sent-words.ts';
import { type Words, words } from '../../shared/words/words.ts';
import { readCatalog } from '../lifecycle/backups/catalog.ts';
import { findWayBack } from '../lifecycle/backups/way-back.ts';
import type { LifecycleOptions } from '../lifecycle/thread/options.ts';
import type { CommonOptions } from './command-line.ts';
import { printable } from './formats.ts';
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
  if (wayBack === null) return withOthers(error, lifecycle);
  const canUpdate = error.code === 'LIBRARY_TOO_NEW';
  const backup = describeWayBack(wayBack, options);
  return new FermataError(error.code, error.sentence, {
    advice: canUpdate
      ? words('cliErrors.updateOrRestoreWayBack', { backup })
      : restoring(error, lifecycle.libraryFile, backup),
    libraryState: knownWords(error.words.libraryState) ?? error.libraryState,
    cause: error.cause,
  });
}

/** For an empty file, also the way to a new library. */
function restoring({ words: told }: FermataError, file: string, backup: string): Words {
  return told.advice?.key === 'logs.restoreOrStartAnew'
    ? words('logs.restoreWayBackOrStartAnew', { backup, file })
    : words('cliErrors.restoreWayBack', { backup });
}

/** The same error, with the other libraries whose backups lie in the folder: none is offered by itself. */
async function withOthers(error: FermataError, folder: LifecycleOptions): Promise<FermataError> {
  const { others } = await readCatalog(folder).catch(() => ({ others: [] }));
  if (others.length === 0) return error;
  const names = others.map(({ name, backups: [newest] }) =>
    t('cli.newestOfOther', {
      name: name === null ? t('cli.unnamedLibrary') : printable(name),
      id: newest?.manifest.id ?? '',
    }),
  );
  return new FermataError(error.code, error.sentence, {
    advice: words('cliErrors.onlyOfOthers', { names: formatList(names) }),
    libraryState: knownWords(error.words.libraryState) ?? error.libraryState,
    cause: error.cause,
  });
}

/** "the newest backup that …, of 2026-11-23 20:23:05 (restoring it …): `fermata restore …`". */
export function describeWayBack(
  { manifest, isDateDoubtful, difference }: WayBack,
  options: CommonOptions,
): string {
  const made = formatTime(manifest.createdAt);
  const time = isDateDoubtful === true ? t('cli.doubtfulTime', { time: made }) : made;
  const command = `fermata restore ${manifest.id}${sameLibrary(options)}`;
  return difference === null
    ? t('cli.wayBack', { time, command })
    : t('cli.wayBackChanging', { time, command, difference: describeDifference(difference) });
}

/** "would bring back 3 plays, remove 30 ratings, and change 2 playlists". */
export function describeDifference(difference: LibraryDifference): string {
  const changes = [
    ...phrase('cli.bringBack', changedNames(difference, 'gained')),
    ...phrase('cli.remove', changedNames(difference, 'lost')),
    ...phrase('cli.change', changedNames(difference, 'changed')),
  ];
  return changes.length === 0
    ? t('cli.wouldChangeNothing')
    : t('cli.would', { changes: formatList(changes) });
}

function phrase(
  key: 'cli.bringBack' | 'cli.remove' | 'cli.change',
  names: readonly string[],
): string[] {
  return names.length === 0 ? [] : [t(key, { names: formatList(names) })];
}
