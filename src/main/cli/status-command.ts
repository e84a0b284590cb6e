/** `fermata status`: what state the library is in. Telling is its job, so every state is a success. */

import { reportError, sentencesOf } from '../../shared/errors.ts';
import { formatBytes, formatTime } from '../../shared/formats.ts';
import { missingWords } from '../../shared/missing-words.ts';
import { countedNames } from '../../shared/user-data.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { APP_VERSION } from '../app-version.ts';
import { libraryPlaces } from '../library-places.ts';
import type { LibraryPaths } from '../lifecycle/files/library-paths.ts';
import { holderWords } from '../lifecycle/lock/lock-holder.ts';
import type { LibraryContent } from '../lifecycle/sqlite/library-content.ts';
import { refusal } from '../lifecycle/thread/refusal.ts';
import type { CommonOptions } from './command-line.ts';
import { type LibraryStatus, readLibraryStatus } from './library-status.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import type { Meaning, Paint } from './screen.ts';
import { formatFacts } from './tables.ts';
import { describeWayBack } from './way-back-advice.ts';

const MEANINGS = {
  missing: 'warning',
  current: 'good',
  behind: 'warning',
  ahead: 'bad',
  foreign: 'bad',
  damaged: 'bad',
  unreadable: 'bad',
  busy: 'warning',
} as const satisfies Record<LibraryStatus['inspection']['state'], Meaning>;

/** What scans find, by its tables, in the order they are told in. */
const SCANNED_TABLES = ['tracks', 'albums', 'artists', 'genres'] as const;

export async function status(
  options: CommonOptions,
  { screen }: CommandContext,
): Promise<CommandOutcome> {
  const places = libraryPlaces(options);
  const found = await readLibraryStatus(places);
  const text = toText(places, found, options, screen.paint);
  return { fields: toFields(places, found), text, failure: null };
}

function toFields(places: LibraryPaths, found: LibraryStatus): Record<string, unknown> {
  const { inspection, set, pending, bytes, backups, away, backupsFailure, lock } = found;
  return {
    libraryFile: places.libraryFile,
    state: inspection.state,
    reason: 'reason' in inspection ? inspection.reason : null,
    schemaVersion: 'version' in inspection ? inspection.version : null,
    latestSchemaVersion: set.latest,
    appVersion: APP_VERSION,
    pending: pending.map(({ fileName }) => fileName),
    bytes,
    counts: countsOf(found),
    missing: found.missing,
    backups: {
      folder: places.backupsDir,
      count: backups.length,
      away: away.length,
      failure: backupsFailure === null ? null : reportError(backupsFailure),
      newest: backups[0] === undefined ? null : { file: backups[0].file, ...backups[0].manifest },
    },
    lock,
    wayBack: found.wayBack,
  };
}

function toText(
  places: LibraryPaths,
  found: LibraryStatus,
  options: CommonOptions,
  paint: Paint,
): string {
  const { inspection, set, bytes, lock, wayBack } = found;
  const latest = String(set.latest);
  return formatFacts([
    [t('status.library'), places.libraryFile],
    [t('status.state'), paint(MEANINGS[inspection.state], describeState(places, found))],
    ...(wayBack === null ? [] : [[t('status.wayBack'), describeWayBack(wayBack, options)]]),
    [
      t('status.schemaVersion'),
      'version' in inspection
        ? t('status.versions', { version: String(inspection.version), app: APP_VERSION, latest })
        : t('status.latest', { app: APP_VERSION, latest }),
    ],
    ...(inspection.state === 'missing'
      ? []
      : [
          [t('status.size'), formatBytes(bytes)],
          [t('status.contents'), describeContents(found)],
          ...(found.missing === null || found.missing.count === 0
            ? []
            : [[t('status.missingTracks'), missingWords(found.missing)]]),
        ]),
    [t('status.backups'), describeBackups(places, found)],
    [
      t('status.inUse'),
      lock.state === 'held'
        ? t('status.usedBy', { holder: holderWords(lock.holder) })
        : t('status.unused'),
    ],
  ]);
}

function describeBackups(
  { backupsDir: folder }: LibraryPaths,
  { backups, away, backupsFailure }: LibraryStatus,
): string {
  if (backupsFailure !== null) return sentencesOf(backupsFailure).message;
  const [newest] = backups;
  const kept =
    newest === undefined
      ? t('status.noBackups', { folder })
      : t('status.backupsOf', {
          count: backups.length,
          folder,
          time: formatTime(newest.manifest.createdAt),
        });
  return away.length === 0 ? kept : t('status.backupsAway', { kept, count: away.length });
}

function describeState({ libraryFile }: LibraryPaths, found: LibraryStatus): string {
  const { inspection, pending, set } = found;
  switch (inspection.state) {
    case 'missing':
      return t('status.missing');
    case 'current':
      return t('status.current');
    case 'behind':
      return t('status.behind', { count: pending.length });
    case 'ahead': {
      const refused = refusal(libraryFile, inspection, set.latest);
      return refused === null
        ? t('status.aheadUsable')
        : t('status.ahead', { reason: sentencesOf(refused).message });
    }
    case 'foreign':
      return t('status.foreign', inspection);
    case 'damaged':
      return t('status.damaged', inspection);
    case 'unreadable':
      return t('status.unreadable', inspection);
    case 'busy':
      return t('status.busy');
  }
}

/** How much there is of what means something to a person; older libraries lack some of it. */
function countsOf({ content }: LibraryStatus): Record<string, number> | null {
  return content === null
    ? null
    : { ...Object.fromEntries(scannedIn(content)), ...content.contents };
}

function describeContents({ content }: LibraryStatus): string {
  if (content === null) return t('status.notReadable');
  const { tracks: _, ...made } = content.contents;
  return [
    ...scannedIn(content).map(([table, count]) => t(`status.${table}`, { count })),
    ...countedNames(made),
  ].join(', ');
}

function scannedIn({ rows }: LibraryContent): [(typeof SCANNED_TABLES)[number], number][] {
  return SCANNED_TABLES.flatMap((table) => {
    const count = rows[table];
    return count === undefined ? [] : [[table, count]];
  });
}
