/**
 * Looks after backups while the app runs: makes one when it is due, verifies the newest ones of both
 * folders again in idle time, and tries a second folder again that was out of reach.
 */
import { newestOfThePast } from '../../../shared/backup-dates.ts';
import type { BackupManifest, BackupSettings } from '../../../shared/backups.ts';
import { toFermataError } from '../../../shared/errors.ts';
import {
  type BackupCatalog,
  type BackupsFolder,
  type CatalogedBackup,
  readCatalog,
} from '../../lifecycle/backups/catalog.ts';
import { copiesOfDamaged } from '../../lifecycle/backups/copy-between-folders.ts';
import { newestFirst } from '../../lifecycle/backups/order.ts';
import { readSettingsOrDefaults } from '../../lifecycle/backups/settings.ts';
import { type LibraryChange, lastChange } from '../../lifecycle/files/library-change.ts';
import type { LifecycleOptions } from '../../lifecycle/thread/options.ts';
import { BackupsBusy } from './backup-work.ts';
import type { LibraryBackups } from './library-backups.ts';

const HOUR_MS = 60 * 60 * 1000;

/** The window is open and at rest by then. */
const FIRST_LOOK_MS = 30_000;

const LOOK_EVERY_MS = 10 * 60 * 1000;

/** How many of the newest backups of each folder are verified again, and after how long. */
const REVERIFIED = 3;
const REVERIFY_AFTER_MS = 7 * 24 * HOUR_MS;

export type Chore =
  | { readonly work: 'back-up' }
  | { readonly work: 'verify'; readonly id: string }
  | { readonly work: 'copy' };

export interface Situation {
  /** Newest first. */
  readonly backups: readonly BackupManifest[];
  /** When those were made whose files are not here now: they count for what is due. */
  readonly away: readonly BackupManifest[];
  /** Those in the second folder, newest first, or null where there is no second folder. */
  readonly copies: readonly BackupManifest[] | null;
  /** Those of them whose files are not here now: they are not copied again. */
  readonly copiesAway: readonly BackupManifest[];
  /** Whether one that is damaged can come back from the second folder. */
  readonly canBringBack: boolean;
  readonly settings: BackupSettings;
  readonly libraryChange: LibraryChange;
  readonly now: Date;
  /** How long no new backup has been seen, in milliseconds that no clock can shift. */
  readonly restedMs: number;
  /** Whether one was seen before that. */
  readonly hasSeenOne: boolean;
}

/** What is to be done now, the most urgent first; null if nothing is. */
export function nextChore(situation: Situation): Chore | null {
  const { backups, copies, copiesAway, canBringBack, now } = situation;
  if (isBackupDue(situation)) return { work: 'back-up' };

  const isLongAgo = (time: string) => {
    const ageMs = now.getTime() - Date.parse(time);
    // In the future it was not: the clock was wrong then, and says nothing.
    return ageMs > REVERIFY_AFTER_MS || ageMs < -HOUR_MS;
  };
  const longAgo = [backups, copies ?? []]
    .flatMap((folder) => folder.slice(0, REVERIFIED))
    .find(({ verifiedAt }) => isLongAgo(verifiedAt));
  if (longAgo !== undefined) return { work: 'verify', id: longAgo.id };

  // Last: a folder that stays out of reach must not hold up the rest.
  if (copies === null) return null;
  const copied = new Set([...copies, ...copiesAway].map(({ id }) => id));
  const isMissingSome = backups.some(({ id }) => !copied.has(id));
  return isMissingSome || canBringBack ? { work: 'copy' } : null;
}

/**
 * By the clock, as long as it can be right; by the time that has passed in this process, where it goes
 * back again and again. However it jumps, there is no more than one in an hour.
 */
function isBackupDue(situation: Situation): boolean {
  const { settings, libraryChange, now, restedMs, hasSeenOne } = situation;
  const made = [...situation.backups, ...situation.away].sort(newestFirst);
  const [newest] = made;
  if (newest === undefined) return true;
  if (hasSeenOne && restedMs < HOUR_MS) return false;
  const known = newestOfThePast(made, now);
  const ageMs = known === undefined ? Infinity : now.getTime() - Date.parse(known.createdAt);
  if (Math.max(ageMs, restedMs) <= settings.everyHours * HOUR_MS) return false;
  if (newest.librarySeen !== undefined) return newest.librarySeen !== libraryChange.seen;
  return known === undefined || libraryChange.at.getTime() > Date.parse(known.createdAt);
}

export interface BackupScheduleOptions {
  readonly backups: LibraryBackups;
  readonly lifecycle: () => LifecycleOptions | null;
  /** Whether nothing else asks for the disk: a scan, say. */
  readonly isIdle: () => boolean;
}

export class BackupSchedule {
  readonly #options: BackupScheduleOptions;
  #timer: NodeJS.Timeout | null = null;
  /** The newest backup at the last look, and since when it is that, by a clock that never jumps. */
  #newest: { readonly id: string | undefined; readonly sinceMs: number } | null = null;
  #hasSeenOne = false;

  constructor(options: BackupScheduleOptions) {
    this.#options = options;
  }

  /** Begins to look, a while after the library was opened. */
  start(): void {
    this.stop();
    this.#wait(FIRST_LOOK_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /**
   * Looks once, and starts what is due.
   *
   * @returns what was started, or null
   */
  async look(): Promise<Chore | null> {
    const lifecycle = this.#options.lifecycle();
    if (lifecycle === null || !this.#options.isIdle()) return null;
    const found = await readSituation(lifecycle);
    const chore = nextChore({ ...found, ...this.#follow(found.backups[0]?.id) });
    try {
      if (chore !== null) this.#begin(chore);
      return chore;
    } catch (error) {
      // Somebody is at work on the backups: the next look is soon enough.
      if (error instanceof BackupsBusy) return null;
      throw error;
    }
  }

  #follow(id: string | undefined): Pick<Situation, 'restedMs' | 'hasSeenOne'> {
    if (this.#newest?.id !== id || this.#newest === null) {
      this.#hasSeenOne = this.#newest !== null;
      this.#newest = { id, sinceMs: performance.now() };
    }
    const restedMs = performance.now() - this.#newest.sinceMs;
    return { restedMs, hasSeenOne: this.#hasSeenOne };
  }

  #begin(chore: Chore): void {
    const { backups } = this.#options;
    if (chore.work === 'back-up') backups.backUp('scheduled', '');
    else if (chore.work === 'copy') backups.copy();
    else backups.verify([chore.id]);
  }

  #wait(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.look()
        // The next look comes all the same.
        .catch((error) => this.#options.backups.tellFailure(error))
        .finally(() => {
          if (this.#timer !== null) this.#wait(LOOK_EVERY_MS);
        });
    }, milliseconds);
    // Nobody waits for the next look when the app is to end.
    this.#timer.unref();
  }
}

async function readSituation(
  lifecycle: LifecycleOptions,
): Promise<Omit<Situation, 'restedMs' | 'hasSeenOne'>> {
  const { libraryFile, backupsDir } = lifecycle;
  const { settings } = await readSettingsOrDefaults(backupsDir, lifecycle);
  const { secondDir } = settings;
  const catalog = await readCatalog(lifecycle);
  const copies =
    secondDir === null ? null : await readCopies({ ...lifecycle, backupsDir: secondDir });
  return {
    backups: manifestsOf(catalog.backups),
    away: manifestsOf(catalog.away),
    copies: copies === null ? null : manifestsOf(copies.backups),
    copiesAway: manifestsOf(copies?.away ?? []),
    canBringBack: copiesOfDamaged(catalog, copies?.backups ?? []).length > 0,
    settings,
    libraryChange: await lastChange(libraryFile),
    now: new Date(),
  };
}

/** None where its disk is not there: copying tells that, and is tried again. */
async function readCopies(folder: BackupsFolder): Promise<Pick<BackupCatalog, 'backups' | 'away'>> {
  try {
    return await readCatalog(folder);
  } catch (error) {
    if (toFermataError(error).code !== 'BACKUP_FAILED') throw error;
    return { backups: [], away: [] };
  }
}

function manifestsOf(backups: readonly CatalogedBackup[]): BackupManifest[] {
  return backups.map(({ manifest }) => manifest);
}
