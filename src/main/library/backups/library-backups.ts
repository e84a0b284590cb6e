/**
 * The backups of the library that a host serves: lists them, makes and verifies them, restores one.
 * What takes time is work in the background (backup-work.ts).
 */
import { doubtfulDates } from '../../../shared/backup-dates.ts';
import {
  type BackupActivity,
  type BackupKind,
  type BackupList,
  type BackupSettings,
  isUnderstood,
  type LibraryDifference,
  type ListedBackup,
  type WayBack,
} from '../../../shared/backups.ts';
import { FermataError, reportError } from '../../../shared/errors.ts';
import type { OnLifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { wordsOfCounts } from '../../../shared/user-data.ts';
import type { WaysOn } from '../../../shared/ways-on.ts';
import { tellInEnglish, type Words, words } from '../../../shared/words/words.ts';
import { type CatalogedBackup, readCatalog } from '../../lifecycle/backups/catalog.ts';
import { compareBackup } from '../../lifecycle/backups/compare-backup.ts';
import { copyBetweenFolders } from '../../lifecycle/backups/copy-between-folders.ts';
import { pinnedBackups, planNext } from '../../lifecycle/backups/retention.ts';
import { readSettingsOrDefaults, writeBackupSettings } from '../../lifecycle/backups/settings.ts';
import { takeBackup } from '../../lifecycle/backups/take-backup.ts';
import { verifyBackups } from '../../lifecycle/backups/verify-backups.ts';
import { findWayBack } from '../../lifecycle/backups/way-back.ts';
import { findWaysOn } from '../../lifecycle/backups/ways-on.ts';
import { loadMigrationSet } from '../../lifecycle/migrations/migration-set.ts';
import { type RestoredLibrary, restoreLibrary } from '../../lifecycle/restore/restore.ts';
import type { RestoreOptions } from '../../lifecycle/restore/restore-run.ts';
import { salvageFrom } from '../../lifecycle/restore/salvage-damaged.ts';
import { withThreads } from '../../lifecycle/thread/lifecycle-thread.ts';
import type { LifecycleOptions } from '../../lifecycle/thread/options.ts';
import { BackupWork, type Outcome } from './backup-work.ts';

export interface LibraryBackupsOptions {
  /** Which library it is, and who asks; null before one was chosen. */
  readonly lifecycle: () => LifecycleOptions | null;
  /** Closes the library in this process, for another file to take its name. */
  readonly closeLibrary: () => Promise<void>;
  /** Prepares and opens the library if it is not open. */
  readonly openLibrary: () => Promise<void>;
  /** For the log. */
  readonly onEvent: OnLifecycleEvent;
}

/** What a person reads who restored a backup, undid that, or did it again. */
const RESTORED = {
  restore: 'backups.restored',
  undo: 'backups.restoreUndone',
  redo: 'backups.restoreRedone',
} as const;

export class LibraryBackups {
  readonly #options: LibraryBackupsOptions;
  readonly #work: BackupWork;
  /** The damaged library that the last restore replaced, and the backup it was replaced with. */
  #salvageable: { readonly quarantined: string; readonly restoredFrom: string } | null = null;
  constructor(options: LibraryBackupsOptions) {
    this.#options = options;
    this.#work = new BackupWork(options.onEvent);
  }

  /** What runs now, or how the last work ended. */
  get activity(): BackupActivity {
    return this.#work.activity;
  }

  /** Calls back with each change of the activity until the returned function is called. */
  onActivity(listener: (activity: BackupActivity) => void): () => void {
    return this.#work.onActivity(listener);
  }

  /** The backups there are, what cannot be trusted, and what would go next. */
  async list(): Promise<BackupList> {
    const lifecycle = this.#lifecycle();
    const { backupsDir, migrationsDir } = lifecycle;
    const [{ backups, others, away, unusable }, { settings, failure }] = await Promise.all([
      readCatalog(lifecycle),
      readSettingsOrDefaults(backupsDir, lifecycle),
    ]);
    const { latest: schemaVersion } = loadMigrationSet(migrationsDir);
    const { maxTotalBytes } = settings;
    return {
      folder: backupsDir,
      backups: listed(backups, schemaVersion),
      others: others.map((other) => ({ ...other, backups: listed(other.backups, schemaVersion) })),
      away: away.map(({ manifest: { sections: _, ...manifest }, reason }) => ({
        ...manifest,
        reason: tellInEnglish(reason),
        reasonWords: reason,
      })),
      unusable: [...unusable],
      pinned: pinnedBackups(backups).map(({ manifest }) => manifest.id),
      goingNext: planNext(backups, { schemaVersion, maxTotalBytes }, new Date()),
      settings,
      settingsFailure: failure === null ? null : reportError(failure),
    };
  }

  /** For a library that cannot be opened, the newest backup that can; null if there is none. */
  wayBack(): Promise<WayBack | null> {
    return findWayBack(this.#lifecycle());
  }

  /** What can be done where it is its backup that keeps the library from being upgraded, or null. */
  waysOn(): Promise<WaysOn | null> {
    return findWaysOn(this.#lifecycle());
  }

  /** What restoring a backup would change. */
  difference(id: string): Promise<LibraryDifference> {
    return compareBackup(this.#lifecycle(), { id });
  }

  /** Keeps what the person decided about backups. */
  async saveSettings(settings: BackupSettings): Promise<BackupSettings> {
    const { backupsDir, libraryFile } = this.#lifecycle();
    await writeBackupSettings(backupsDir, settings, libraryFile);
    return settings;
  }

  /**
   * Starts a backup.
   *
   * @throws BackupsBusy
   */
  backUp(kind: BackupKind, note: string): BackupActivity {
    return this.#start('back-up', async (lifecycle, onEvent) => {
      const request = { ...lifecycle, kind, note: note === '' ? null : note, inBackground: true };
      await takeBackup(request, onEvent);
      return kind === 'manual' ? { outcome: words('backups.made') } : {};
    });
  }

  /**
   * Starts verifying backups and their copies in the second folder: all of them, or those named, which
   * nobody asked for.
   *
   * @throws BackupsBusy
   */
  verify(ids?: readonly string[]): BackupActivity {
    return this.#start('verify', async (lifecycle, onEvent) => {
      const { latest: schemaVersion } = loadMigrationSet(lifecycle.migrationsDir);
      const { good, bad, second } = await verifyBackups(
        { ...lifecycle, named: ids, schemaVersion, inBackground: true },
        onEvent,
      );
      const [first] = [...bad, ...(second?.bad ?? [])];
      if (first !== undefined) throw first.error;
      return ids === undefined ? { outcome: describeGood(good.length, second?.good.length) } : {};
    });
  }

  /**
   * Starts copying to the second folder what it lacks, and back what is damaged in the first.
   *
   * @throws BackupsBusy
   */
  copy(): BackupActivity {
    return this.#start('copy', async (folder, onEvent) => {
      const { migrationsDir, signal } = folder;
      const { latest: schemaVersion } = loadMigrationSet(migrationsDir);
      const copying = { folder, schemaVersion, onEvent, signal };
      await withThreads(
        onEvent,
        (threads) => copyBetweenFolders({ ...copying, threads }),
        signal,
        true,
      );
      return {};
    });
  }

  /**
   * Starts restoring a backup; the library is open afterwards, whatever state it was in. It is told to
   * be restored as soon as it is so for good, while its log is written back still.
   *
   * @throws BackupsBusy
   */
  restore(id: string): BackupActivity {
    const { undo, isUndone } = this.activity;
    const kind = id !== undo ? 'restore' : isUndone === true ? 'redo' : 'undo';
    return this.#start('restore', async (lifecycle, onEvent) => {
      const { closeLibrary } = this.#options;
      const request = { ...lifecycle, backup: { id }, closeLibrary, leavesCopying: true };
      try {
        const { first, whole } = beginRestore(request, onEvent);
        const restored = await first;
        const { quarantined, salvage } = restored;
        // What was moved aside although it could be backed up is of a newer Fermata: only that can undo.
        const undo = quarantined === null ? restored.undo : null;
        this.#salvageable =
          quarantined !== null && salvage !== null
            ? { quarantined, restoredFrom: restored.restoredFrom }
            : null;
        const outcome = words(RESTORED[kind]);
        return { outcome, undo, isUndone: kind === 'undo', salvage, rest: whole };
      } finally {
        // A library that does not open tells so itself; the restore ends as it ended.
        await this.#options.openLibrary().catch(() => {});
      }
    });
  }

  /**
   * Starts adding what was salvaged from the damaged library that the last restore replaced.
   *
   * @throws BackupsBusy; FermataError `USAGE` if there is none
   */
  salvage(): BackupActivity {
    const from = this.#salvageable;
    if (from === null) throw nothingToSalvage();
    return this.#start('salvage', async (lifecycle, onEvent) => {
      const added = wordsOfCounts(await salvageFrom(lifecycle, from, onEvent));
      this.#salvageable = null;
      const outcome =
        added.length === 0
          ? words('backups.addedNothing')
          : words('backups.added', { names: added });
      return { outcome, salvage: null };
    });
  }

  /** Tells why nothing could be done that nobody asked for; what has been read is not told again. */
  tellFailure(failure: unknown): void {
    this.#work.tellFailure(failure);
  }

  /** Takes away how the last work ended, with what it offered; work that runs goes on. */
  dismiss(): BackupActivity {
    return this.#work.dismiss();
  }

  /** Rolls back what runs, and starts nothing more. */
  close(): Promise<void> {
    return this.#work.close();
  }

  #start(
    work: BackupActivity['work'],
    run: (lifecycle: LifecycleOptions, onEvent: OnLifecycleEvent) => Promise<Outcome>,
  ): BackupActivity {
    const lifecycle = this.#lifecycle();
    return this.#work.start(work, (onEvent, signal) => run({ ...lifecycle, signal }, onEvent));
  }

  #lifecycle(): LifecycleOptions {
    const lifecycle = this.#options.lifecycle();
    if (lifecycle !== null) return lifecycle;
    throw new FermataError('USAGE', words('errors.noLibraryChosen'), {
      advice: words('errors.chooseLibraryFirst'),
    });
  }
}

/** @param backups of one library, newest first */
function listed(backups: readonly CatalogedBackup[], latest: number): ListedBackup[] {
  const manifests = backups.map(({ manifest: { sections: _, ...manifest } }) => manifest);
  const doubtful = doubtfulDates(manifests, new Date());
  return manifests.map((manifest) => ({
    ...manifest,
    understood: isUnderstood(manifest, latest),
    isDateDoubtful: doubtful.has(manifest.id),
  }));
}

/**
 * Restores a backup.
 *
 * @returns what is known of it first, which is enough for a restore in place, and all of it
 */
function beginRestore(request: RestoreOptions, onEvent: OnLifecycleEvent) {
  let tell: (inPlace: Pick<RestoredLibrary, 'undo'>) => void = () => {};
  const inPlace = new Promise<Pick<RestoredLibrary, 'undo'>>((resolve) => {
    tell = resolve;
  });
  const whole = restoreLibrary(request, (event) => {
    onEvent(event);
    if (event.event === 'restored') tell(event);
  });
  const first = Promise.race([
    inPlace.then(({ undo }) => ({ undo, quarantined: null, salvage: null })),
    whole,
  ]);
  return { first, whole };
}

/** @param copies how many are in the second folder, if there is one that can be reached */
function describeGood(count: number, copies = 0): Words {
  if (count + copies === 0) return words('backups.noneToVerify');
  return copies === 0
    ? words('backups.good', { count })
    : words('backups.goodInBoth', { count, copies });
}

function nothingToSalvage(): FermataError {
  return new FermataError('USAGE', words('backupErrors.nothingToSalvage'), {
    advice: words('backupErrors.salvageAfterRestore'),
  });
}
