/** Which backups of a library are kept and which make room for newer ones. */

import { BACKUP_KINDS, type BackupManifest, contentsOf } from '../../../shared/backups.ts';
import { COUNTED } from '../../../shared/user-data.ts';
import { tellInEnglish, type Words, words } from '../../../shared/words/words.ts';
import { type BackupsFolder, type CatalogedBackup, listBackups } from './catalog.ts';
import { removeBackup } from './leftovers.ts';
import { daysOf, nextDay } from './order.ts';

/** How many made before a migration, and how many made before a restore, are kept. */
const KEEP_OF_KIND = 5;

/** A scheduled backup of the newest day and of each of so many before is kept … */
const DAILIES = 7;

/** … and then one of each week, for two months. */
const WEEK_DAYS = 7;
const WEEKLIES_DAYS = 60;

/** So many days of use after an upgrade a person knows what has become of the library. */
const PINNED_DAYS = 14;

/** A library that has lost more than half of something may have lost it by accident. */
const COLLAPSE_FACTOR = 2;

/** Fewer than that come and go. */
const FEW = 20;

export interface RetentionRule {
  /** The library's present one: the newest backup of an older one is the way back. */
  readonly schemaVersion: number;
  /** What all backups together may take, or null for as much as there is. */
  readonly maxTotalBytes: number | null;
  /** The ids of those that stay whatever the rule says: what is just made, or named to somebody. */
  readonly kept?: ReadonlySet<string>;
}

export interface Pruning {
  readonly id: string;
  /** Why it goes: "there are 5 newer ones made before an upgrade". */
  readonly reason: string;
  /** The same by key and values. */
  readonly reasonWords: Words;
}

type PlannedPruning = Pruning & { readonly backup: CatalogedBackup };

/**
 * Decides which backups go. Never the newest, never the newest one of an older schema version (the
 * way back to the app before this one), never the newest one from before the library lost most of
 * what it held, never one made by hand, never a pinned one ({@link pinnedBackups}).
 *
 * It asks no clock: what is old is what many newer ones of later days (order.ts) have replaced. So a
 * pause, or a clock that jumps, removes nothing that the same work on ordinary days would not remove.
 *
 * @param backups of one library, newest first, as the catalog lists them
 */
export function planRetention(
  backups: readonly CatalogedBackup[],
  rule: RetentionRule,
): PlannedPruning[] {
  const [newest] = backups;
  const kept = new Set([
    newest,
    backups.find(({ manifest }) => manifest.schemaVersion < rule.schemaVersion),
    backups.find((backup) => newest !== undefined && hasMuchMore(backup, newest)),
    ...pinnedBackups(backups),
  ]);
  const candidates = backups.filter(
    (backup) =>
      !kept.has(backup) &&
      backup.manifest.kind !== 'manual' &&
      rule.kept?.has(backup.manifest.id) !== true,
  );
  const days = daysByBackup(backups);
  const byAge = candidates.flatMap((backup) => {
    const reason = reasonToGo(backup, backups, days);
    return reason === null ? [] : [plan(backup, reason)];
  });
  return [...byAge, ...overTheLimit(backups, candidates, byAge, rule.maxTotalBytes)];
}

/**
 * Those that stay until the new version has been used for 14 days: for each schema version that an
 * upgrade led away from, the newest backup made before it. An upgrade that fails again and again, or
 * the space that backups may take, does not take them.
 *
 * @param backups of one library, newest first, as the catalog lists them
 */
export function pinnedBackups(backups: readonly CatalogedBackup[]): CatalogedBackup[] {
  const days = daysByBackup(backups);
  const today = Math.max(...days.values());
  const newestOfVersion = new Map<number, CatalogedBackup>();
  for (const backup of backups) {
    const { kind, schemaVersion } = backup.manifest;
    const isFirst = !newestOfVersion.has(schemaVersion);
    if (kind === 'before-migration' && isFirst) newestOfVersion.set(schemaVersion, backup);
  }
  return [...newestOfVersion.values()].filter(
    (backup) => today - (days.get(backup) ?? today) < PINNED_DAYS,
  );
}

/**
 * What would go if one more backup were made now, of whichever kind, by the same rule.
 *
 * @param backups newest first, as the catalog lists them
 */
export function planNext(
  backups: readonly CatalogedBackup[],
  rule: RetentionRule,
  now: Date,
): Pruning[] {
  const [newest] = backups;
  if (newest === undefined) return [];
  const day = nextDay(manifestsOf(backups), now);
  const sequence = (newest.manifest.sequence ?? 0) + 1;
  const going = BACKUP_KINDS.flatMap((kind) => {
    const made = { kind, createdAt: now.toISOString(), sequence, day };
    const manifest = { ...newest.manifest, ...made };
    return planRetention([{ file: '', manifest }, ...backups], rule);
  });
  return [...new Map(going.map((pruning) => [pruning.id, withoutBackup(pruning)])).values()];
}

/**
 * Removes the library's backups that {@link planRetention} lets go.
 *
 * @returns which went, and why
 * @throws the system error if a backup cannot be removed
 */
export async function pruneBackups(
  folder: BackupsFolder,
  rule: RetentionRule,
): Promise<Pick<Pruning, 'id' | 'reason'>[]> {
  const going = planRetention(await listBackups(folder), rule);
  for (const { backup } of going) await removeBackup(backup.file);
  return going.map(({ id, reason }) => ({ id, reason }));
}

function plan(backup: CatalogedBackup, reasonWords: Words): PlannedPruning {
  return { backup, id: backup.manifest.id, reason: tellInEnglish(reasonWords), reasonWords };
}

function withoutBackup({ backup: _, ...pruning }: PlannedPruning): Pruning {
  return pruning;
}

/** The day of each backup, by {@link daysOf}. */
type Days = ReadonlyMap<CatalogedBackup, number>;

function daysByBackup(backups: readonly CatalogedBackup[]): Days {
  const days = daysOf(manifestsOf(backups));
  return new Map(backups.map((backup, index) => [backup, days[index] ?? 0]));
}

function manifestsOf(backups: readonly CatalogedBackup[]): BackupManifest[] {
  return backups.map(({ manifest }) => manifest);
}

function reasonToGo(
  backup: CatalogedBackup,
  backups: readonly CatalogedBackup[],
  days: Days,
): Words | null {
  const { kind } = backup.manifest;
  const ofKind = backups.filter(({ manifest }) => manifest.kind === kind);
  if (kind === 'scheduled') return reasonOfAge(backup, ofKind, days);
  if (ofKind.indexOf(backup) < KEEP_OF_KIND) return null;
  const isOfRestore = kind === 'before-restore';
  return words(isOfRestore ? 'backups.newerBeforeRestore' : 'backups.newerBeforeUpgrade', {
    count: KEEP_OF_KIND,
  });
}

function reasonOfAge(
  backup: CatalogedBackup,
  scheduled: readonly CatalogedBackup[],
  days: Days,
): Words | null {
  const dayOf = (one: CatalogedBackup) => days.get(one) ?? 0;
  const age = Math.max(...days.values()) - dayOf(backup);
  if (age > WEEKLIES_DAYS) return words('backups.olderThanTwoMonths');
  const isOfWeek = age > DAILIES;
  const periodDays = isOfWeek ? WEEK_DAYS : 1;
  const periodOf = (other: CatalogedBackup) => Math.floor(dayOf(other) / periodDays);
  const isNewestOfPeriod =
    scheduled.find((other) => periodOf(other) === periodOf(backup)) === backup;
  if (isNewestOfPeriod) return null;
  return words(isOfWeek ? 'backups.newerOfWeek' : 'backups.newerOfDay');
}

/** The oldest go first until the rest fits. */
function overTheLimit(
  backups: readonly CatalogedBackup[],
  candidates: readonly CatalogedBackup[],
  going: readonly PlannedPruning[],
  maxTotalBytes: number | null,
): PlannedPruning[] {
  if (maxTotalBytes === null) return [];
  const gone = new Set(going.map(({ backup }) => backup));
  let total = backups
    .filter((backup) => !gone.has(backup))
    .reduce((sum, { manifest }) => sum + manifest.bytes, 0);
  const over: PlannedPruning[] = [];
  for (const backup of candidates.toReversed()) {
    if (total <= maxTotalBytes) break;
    if (gone.has(backup)) continue;
    total -= backup.manifest.bytes;
    over.push(plan(backup, words('backups.overTheLimit')));
  }
  return over;
}

/** Of anything that a person would miss; what one of the two does not count is not compared. */
function hasMuchMore({ manifest }: CatalogedBackup, { manifest: newest }: CatalogedBackup) {
  const [then, now] = [contentsOf(manifest), contentsOf(newest)];
  return COUNTED.some((kind) => {
    const before = then[kind] ?? 0;
    return before >= FEW && before > COLLAPSE_FACTOR * (now[kind] ?? before);
  });
}
