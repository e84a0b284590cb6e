/** `fermata status`: what state the library is in. Telling is its job, so every state is a success. */

import { formatBytes, formatCount, formatCounted, formatTime } from '../../shared/formats.ts';
import { countedNames } from '../../shared/user-data.ts';
import { APP_VERSION } from '../app-version.ts';
import { libraryPlaces } from '../library-places.ts';
import type { LibraryPaths } from '../lifecycle/files/library-paths.ts';
import { refusal } from '../lifecycle/jobs/inspect.ts';
import { describeHolder } from '../lifecycle/lock/lock-holder.ts';
import type { LibraryContent } from '../lifecycle/sqlite/library-content.ts';
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
  const { inspection, set, pending, bytes, backups, lock } = found;
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
    backups: {
      folder: places.backupsDir,
      count: backups.length,
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
  const { inspection, set, bytes, backups, lock, wayBack } = found;
  const [newest] = backups;
  return formatFacts([
    ['Library', places.libraryFile],
    ['State', paint(MEANINGS[inspection.state], describeState(places, found))],
    ...(wayBack === null ? [] : [['Way back', describeWayBack(wayBack, options)]]),
    [
      'Schema version',
      'version' in inspection
        ? `${inspection.version}; Fermata ${APP_VERSION} has ${set.latest}`
        : `Fermata ${APP_VERSION} has ${set.latest}`,
    ],
    ...(inspection.state === 'missing'
      ? []
      : [
          ['Size', formatBytes(bytes)],
          ['Contents', describeContents(found)],
        ]),
    [
      'Backups',
      newest === undefined
        ? `none in ${places.backupsDir}`
        : `${formatCount(backups.length)} in ${places.backupsDir}, the newest of ${formatTime(newest.manifest.createdAt)}`,
    ],
    [
      'In use',
      lock.state === 'held' ? `by ${describeHolder(lock.holder)}` : 'no process is upgrading it',
    ],
  ]);
}

function describeState({ libraryFile }: LibraryPaths, found: LibraryStatus): string {
  const { inspection, pending, set } = found;
  switch (inspection.state) {
    case 'missing':
      return 'there is none yet; `fermata prepare` makes it';
    case 'current':
      return 'up to date';
    case 'behind':
      return `${formatCounted(pending.length, 'migration')} behind; \`fermata prepare\` upgrades it`;
    case 'ahead':
      return `too new: ${refusal(libraryFile, inspection, set.latest)?.message}`;
    case 'foreign':
      return `not a Fermata library: ${inspection.reason}`;
    case 'damaged':
      return `damaged: ${inspection.reason}`;
    case 'unreadable':
      return `cannot be read: ${inspection.reason}`;
    case 'busy':
      return 'being written by another process; ask again in a moment';
  }
}

/** How much there is of what means something to a person; older libraries lack some of it. */
function countsOf({ content }: LibraryStatus): Record<string, number> | null {
  return content === null ? null : { ...scannedIn(content), ...content.contents };
}

function describeContents({ content }: LibraryStatus): string {
  if (content === null) return 'not readable';
  const scanned = Object.entries(scannedIn(content));
  const { tracks: _, ...made } = content.contents;
  return [
    ...scanned.map(([table, count]) => formatCounted(count, table.replace(/s$/, ''))),
    ...countedNames(made),
  ].join(', ');
}

function scannedIn({ rows }: LibraryContent): Record<string, number> {
  return Object.fromEntries(
    SCANNED_TABLES.flatMap((table) => {
      const count = rows[table];
      return count === undefined ? [] : [[table, count]];
    }),
  );
}
