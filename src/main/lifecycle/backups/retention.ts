/** Which backups are kept and which make room for newer ones. */

import { BACKUP_KINDS, contentsOf } from '../../../shared/backups.ts';
import { COUNTED } from '../../../shared/user-data.ts';
import { tellInEnglish, type Words, words } from '../../../shared/words/words.ts';
import { type BackupsFolder, type CatalogedBackup, listBackups } from './catalog.ts';
import { removeBackup } from './leftovers.ts';

/** How many made before a migration, and how many made before a restore, are kept. */
const KEEP_OF_KIND = 5;

export const DAY_MS = 24 * 60 * 60 * 1000;

/** A scheduled backup of each of these days is kept … */
const DAILIES_MS = 7 * DAY_MS;

/** … and then one of each week, for two months. */
const WEEKLIES_MS = 60 * DAY_MS;

/** A library that has lost more than half of something may have lost it by accident. */
const COLLAPSE_FACTOR = 2;

/** Fewer than that come and go. */
const FEW = 20;

export interface RetentionRule {
  /** The library's present one: the newest backup of an older one is the way back. */
  readonly schemaVersion: number;
  /** What all backups together may take, or null for as much as there is. */
  readonly maxTotalBytes: number | null;
  readonly now: Date;
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
 * what it held, never one made by hand.
 *
 * @param backups newest first, as the catalog lists them
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
  ]);
  const candidates = backups.filter(
    (backup) => !kept.has(backup) && backup.manifest.kind !== 'manual',
  );
  const byAge = candidates.flatMap((backup) => {
    const reason = reasonToGo(backup, backups, rule.now);
    return reason === null ? [] : [plan(backup, reason)];
  });
  return [...byAge, ...overTheLimit(backups, candidates, byAge, rule.maxTotalBytes)];
}

/**
 * What would go if one more backup were made now, of whichever kind, by the same rule.
 *
 * @param backups newest first, as the catalog lists them
 */
export function planNext(backups: readonly CatalogedBackup[], rule: RetentionRule): Pruning[] {
  const [newest] = backups;
  if (newest === undefined) return [];
  const going = BACKUP_KINDS.flatMap((kind) => {
    const manifest = { ...newest.manifest, kind, createdAt: rule.now.toISOString() };
    return planRetention([{ file: '', manifest }, ...backups], rule);
  });
  return [...new Map(going.map((pruning) => [pruning.id, withoutBackup(pruning)])).values()];
}

/**
 * Removes the backups that {@link planRetention} lets go.
 *
 * @param kept the ids of those that stay all the same
 * @returns which went, and why
 * @throws the system error if a backup cannot be removed
 */
export async function pruneBackups(
  folder: BackupsFolder,
  rule: RetentionRule,
  kept: ReadonlySet<string> = new Set(),
): Promise<Pick<Pruning, 'id' | 'reason'>[]> {
  const planned = planRetention(await listBackups(folder), rule);
  const going = planned.filter(({ id }) => !kept.has(id));
  for (const { backup } of going) await removeBackup(backup.file);
  return going.map(({ id, reason }) => ({ id, reason }));
}

function plan(backup: CatalogedBackup, reasonWords: Words): PlannedPruning {
  return { backup, id: backup.manifest.id, reason: tellInEnglish(reasonWords), reasonWords };
}

function withoutBackup({ backup: _, ...pruning }: PlannedPruning): Pruning {
  return pruning;
}

function reasonToGo(
  backup: CatalogedBackup,
  backups: readonly CatalogedBackup[],
  now: Date,
): Words | null {
  const { kind } = backup.manifest;
  const ofKind = backups.filter(({ manifest }) => manifest.kind === kind);
  if (kind === 'scheduled') return reasonOfAge(backup, ofKind, now);
  if (ofKind.indexOf(backup) < KEEP_OF_KIND) return null;
  const isOfRestore = kind === 'before-restore';
  return words(isOfRestore ? 'backups.newerBeforeRestore' : 'backups.newerBeforeUpgrade', {
    count: KEEP_OF_KIND,
  });
}

function reasonOfAge(
  backup: CatalogedBackup,
  scheduled: readonly CatalogedBackup[],
  now: Date,
): Words | null {
  const ageMs = now.getTime() - timeOf(backup);
  if (ageMs > WEEKLIES_MS) return words('backups.olderThanTwoMonths');
  const isOfWeek = ageMs > DAILIES_MS;
  const periodMs = isOfWeek ? 7 * DAY_MS : DAY_MS;
  const periodOf = (other: CatalogedBackup) => Math.floor(timeOf(other) / periodMs);
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

function timeOf({ manifest }: CatalogedBackup): number {
  return Date.parse(manifest.createdAt);
}
