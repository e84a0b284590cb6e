/** `fermata backups`: which backups there are, what cannot be relied on, and what would go next. */
import { basename } from 'node:path';
import {
  type BackupManifest,
  type BackupSettings,
  contentsOf,
  type UnusableFile,
} from '../../shared/backups.ts';
import { reportError } from '../../shared/errors.ts';
import { formatBytes, formatCount, formatTime } from '../../shared/formats.ts';
import type { Counted } from '../../shared/user-data.ts';
import { libraryPlaces } from '../library-places.ts';
import { type BackupCatalog, readCatalog } from '../lifecycle/backups/catalog.ts';
import { type Pruning, planNext } from '../lifecycle/backups/retention.ts';
import {
  type ReadSettings,
  readBackupSettings,
  readSettingsOrDefaults,
  writeBackupSettings,
} from '../lifecycle/backups/settings.ts';
import type { LibraryPaths } from '../lifecycle/files/library-paths.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import type { Screen } from './screen.ts';
import { formatFacts } from './tables.ts';

const HEADINGS = [
  'Id',
  'Kind',
  'When',
  'Size',
  'Schema',
  'Fermata',
  'Tracks',
  'Playlists',
  'Plays',
  'Ratings',
  'Favourites',
  'Verified',
  'Note',
];

const COLUMNS = [
  'tracks',
  'playlists',
  'plays',
  'ratings',
  'favourites',
] as const satisfies Counted[];

/** Keeps what was decided, if anything was, and lists. */
export async function backups(
  { options, decided }: CommandLineOf<'backups'>,
  { screen }: CommandContext,
): Promise<CommandOutcome> {
  const places = libraryPlaces(options);
  const { libraryFile, backupsDir, migrationsDir } = places;
  const { settings, failure } = await decide(places, decided);
  const catalog = await readCatalog(places);
  const { latest } = loadMigrationSet(migrationsDir);
  const { maxTotalBytes } = settings;
  const rule = { schemaVersion: latest, maxTotalBytes, now: new Date() };
  const goingNext = planNext(catalog.backups, rule);
  return {
    fields: {
      libraryFile,
      folder: backupsDir,
      backups: catalog.backups.map(({ file, manifest }) => ({
        file,
        ...manifest,
        understood: manifest.schemaVersion <= latest,
      })),
      unusable: catalog.unusable,
      goingNext,
      settings,
      settingsFailure: failure === null ? null : reportError(failure),
    },
    text: describe(backupsDir, catalog, goingNext, { settings, failure }, screen),
    failure: null,
  };
}

async function decide(
  places: LibraryPaths,
  decided: Partial<BackupSettings>,
): Promise<ReadSettings> {
  const { backupsDir } = places;
  if (Object.keys(decided).length === 0) return readSettingsOrDefaults(backupsDir, places);
  const settings = { ...(await readBackupSettings(backupsDir, places)), ...decided };
  await writeBackupSettings(backupsDir, settings);
  return { settings, failure: null };
}

function describe(
  backupsDir: string,
  { backups: usable, unusable }: BackupCatalog,
  goingNext: readonly Pruning[],
  { settings, failure }: ReadSettings,
  { paint }: Screen,
): string {
  const total = usable.reduce((sum, { manifest }) => sum + manifest.bytes, 0);
  const list =
    usable.length === 0
      ? `There are no backups in ${backupsDir} yet.`
      : formatFacts([
          HEADINGS.map((heading) => paint('heading', heading)),
          ...usable.map(({ manifest }) => toRow(manifest)),
        ]);
  return [
    list,
    ...section('Not usable:', unusable.map(toUnusableRow)),
    ...section(
      'Would go next:',
      goingNext.map(({ id, reason }) => [`  ${id}`, reason]),
    ),
    '',
    `${formatBytes(total)} in ${backupsDir}. ${describeSettings(settings)}`,
    ...(failure === null ? [] : [`${failure.message} ${failure.advice}`]),
  ].join('\n');
}

function section(heading: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : ['', heading, formatFacts(rows)];
}

function toRow(manifest: BackupManifest): string[] {
  const { id, kind, createdAt, bytes, schemaVersion, appVersion, verifiedAt, note } = manifest;
  const contents = contentsOf(manifest);
  return [
    id,
    kind,
    formatTime(createdAt),
    formatBytes(bytes),
    String(schemaVersion),
    appVersion,
    ...COLUMNS.map((counted) => formatCount(contents[counted] ?? 0)),
    formatTime(verifiedAt),
    printable(note ?? ''),
  ];
}

function toUnusableRow({ file, state, reason }: UnusableFile): string[] {
  return [`  ${printable(basename(file))}`, state, reason];
}

function describeSettings({ everyHours, secondDir, maxTotalBytes }: BackupSettings): string {
  const limit = maxTotalBytes === null ? 'no limit' : `at most ${formatBytes(maxTotalBytes)}`;
  const second = secondDir === null ? 'no second folder' : `copied to ${secondDir}`;
  return `A backup every ${everyHours} h; ${limit}; ${second}.`;
}
