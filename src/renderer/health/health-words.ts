/** How a library is, in the words that the dialog shows. */
import { formatBytes, formatCounted, formatDuration } from '../../shared/formats.ts';
import type {
  BackupHealth,
  CheckDepth,
  CheckRecord,
  Finding,
  LibraryHealth,
  LockRecord,
} from '../../shared/health.ts';
import { kindName, timeName } from '../backups/backup-words.ts';

const DEPTHS: Record<CheckDepth, string> = { quick: 'Quick check', full: 'Full check' };

const SECOND_FOLDER: Record<BackupHealth['secondFolder'], string> = {
  none: 'none',
  complete: 'has every backup',
  behind: 'lacks some backups; they are copied by and by',
  'out-of-reach': 'out of reach',
};

const ENDS: Record<LockRecord['end'], string> = {
  freed: '',
  died: 'ended without freeing it; the next one took over',
  lost: 'another computer took it over',
};

/** What the last check says of the library, in a sentence. */
export function checkVerdict(check: CheckRecord | null): string {
  if (check === null) return 'It has not been checked yet.';
  const problems = check.findings.filter(({ verdict }) => verdict === 'problem').length;
  if (problems > 0) return `The last check found ${formatCounted(problems, 'problem')}.`;
  const warnings = check.findings.filter(({ verdict }) => verdict === 'warning').length;
  if (warnings === 0) return 'The last check found nothing wrong.';
  return `The last check found nothing wrong, and ${formatCounted(warnings, 'thing')} to know.`;
}

/** "Quick check, 24 Nov 2026, 09:12, in 0.8 s". */
export function checkTime({ depth, at, durationMs }: CheckRecord): string {
  return `${DEPTHS[depth]}, ${timeName(at)}, in ${formatDuration(durationMs)}`;
}

/** What a person has to look at: problems first, then warnings. */
export function notable(findings: readonly Finding[]): readonly Finding[] {
  const of = (verdict: Finding['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict);
  return [...of('problem'), ...of('warning')];
}

export function stateWords(health: LibraryHealth): string {
  const { failure, state, reason, latestSchemaVersion } = health;
  if (failure !== null) return `Cannot be used: ${failure.message}`;
  switch (state) {
    case 'current':
      return 'Up to date';
    case 'missing':
      return 'There is none yet';
    case 'behind':
      return `To be upgraded to schema version ${latestSchemaVersion}`;
    case 'ahead':
      return `Made by a newer Fermata; this one knows schema version ${latestSchemaVersion}`;
    case 'foreign':
      return `Not a Fermata library: ${reason}`;
    case 'damaged':
      return `Damaged: ${reason}`;
    case 'unreadable':
      return `Cannot be read: ${reason}`;
    case 'busy':
      return 'Being written by another process';
  }
}

export function sizeWords({ bytes, freeBytes }: LibraryHealth): string {
  const free = freeBytes === null ? '' : `; ${formatBytes(freeBytes)} free on its disk`;
  return `${formatBytes(bytes)}${free}`;
}

/** The facts about backups, each with its name. */
export function backupFacts(backups: BackupHealth): readonly (readonly [string, string])[] {
  const { count, unusable, bytes, newest, lastVerifiedAt, secondFolder, nextAt } = backups;
  const none = formatCounted(unusable, 'file that is none', 'files that are none');
  const others = unusable === 0 ? '' : `, and ${none}`;
  return [
    ['Kept', count === 0 ? `none yet${others}` : `${count} (${formatBytes(bytes)})${others}`],
    ...(newest === null
      ? []
      : [['Newest', `${timeName(newest.createdAt)} (${kindName(newest.kind)})`] as const]),
    ...(lastVerifiedAt === null ? [] : [['Last verified', timeName(lastVerifiedAt)] as const]),
    ['Second folder', SECOND_FOLDER[secondFolder]],
    [
      'Next',
      nextAt === null
        ? 'soon, if the library has changed'
        : `after ${timeName(nextAt)}, if the library has changed`,
    ],
  ];
}

export function lockWords({ lock }: LibraryHealth): string {
  const { state, holder } = lock;
  if (state === 'free') return 'nobody works on the library';
  if (state === 'left-behind') return 'left by a process that died; the next start clears it';
  return holder === null
    ? 'somebody works on the library'
    : `${holder.purpose}, since ${timeName(holder.since)}`;
}

/** One holding of the lock: who, for what, for how long, and how it ended. */
export function holdingWords(record: LockRecord): string {
  const { purpose, pid, host, appVersion, waitedMs, heldMs, end } = record;
  return [
    `${purpose} (process ${pid} on ${host}, Fermata ${appVersion})`,
    waitedMs === null || waitedMs < 1 ? '' : `waited ${formatDuration(waitedMs)}`,
    heldMs === null ? '' : `had it for ${formatDuration(heldMs)}`,
    ENDS[end],
  ]
    .filter((part) => part !== '')
    .join(', ');
}
