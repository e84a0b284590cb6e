/** `fermata backups`: which backups there are, what cannot be relied on, and what would go next. */
import { doubtfulDates } from '../../shared/backup-dates.ts';
import { type BackupSettings, isUnderstood } from '../../shared/backups.ts';
import { reportError } from '../../shared/errors.ts';
import { tellInEnglish } from '../../shared/words/words.ts';
import { libraryPlaces } from '../library-places.ts';
import { type CatalogedBackup, readCatalog } from '../lifecycle/backups/catalog.ts';
import { pinnedBackups, planNext } from '../lifecycle/backups/retention.ts';
import {
  type ReadSettings,
  readBackupSettings,
  readSettingsOrDefaults,
  writeBackupSettings,
} from '../lifecycle/backups/settings.ts';
import type { LibraryPaths } from '../lifecycle/files/library-paths.ts';
import { loadMigrationSet } from '../lifecycle/migrations/migration-set.ts';
import { describeBackups } from './backups-text.ts';
import type { CommandLineOf } from './command-line.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

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
  const rule = { schemaVersion: latest, maxTotalBytes };
  const goingNext = planNext(catalog.backups, rule, new Date());
  const pinned = pinnedBackups(catalog.backups).map(({ manifest }) => manifest.id);
  return {
    fields: {
      libraryFile,
      folder: backupsDir,
      backups: listed(catalog.backups, latest),
      others: catalog.others.map((other) => ({
        ...other,
        backups: listed(other.backups, latest),
      })),
      away: catalog.away.map(({ file, manifest, reason }) => ({
        file,
        ...manifest,
        reason: tellInEnglish(reason),
      })),
      unusable: catalog.unusable,
      pinned,
      goingNext,
      settings,
      settingsFailure: failure === null ? null : reportError(failure),
    },
    text: describeBackups(
      backupsDir,
      catalog,
      { goingNext, pinned },
      { settings, failure },
      screen,
    ),
    failure: null,
  };
}

/** @param backups of one library, newest first */
function listed(backups: readonly CatalogedBackup[], latest: number) {
  const doubtful = doubtfulDates(
    backups.map(({ manifest }) => manifest),
    new Date(),
  );
  return backups.map(({ file, manifest }) => ({
    file,
    ...manifest,
    understood: isUnderstood(manifest, latest),
    isDateDoubtful: doubtful.has(manifest.id),
  }));
}

async function decide(
  places: LibraryPaths,
  decided: Partial<BackupSettings>,
): Promise<ReadSettings> {
  const { backupsDir } = places;
  if (Object.keys(decided).length === 0) return readSettingsOrDefaults(backupsDir, places);
  const settings = { ...(await readBackupSettings(backupsDir, places)), ...decided };
  await writeBackupSettings(backupsDir, settings, places.libraryFile);
  return { settings, failure: null };
}
