/** How a library is, in the words that the dialog shows. */

import { sentencesOf } from '../../shared/errors.ts';
import { formatBytes, formatDuration } from '../../shared/formats.ts';
import type {
  BackupHealth,
  CheckDepth,
  CheckRecord,
  Finding,
  LibraryHealth,
  LockRecord,
} from '../../shared/health.ts';
import { keptWords } from '../../shared/words/kept-words.ts';
import { t, type WordsKey } from '../../shared/words/words.ts';
import { kindName, timeName } from '../backups/backup-words.ts';

const DEPTHS = {
  quick: 'health.quickCheckRuns',
  full: 'health.fullCheckRuns',
} as const satisfies Record<CheckDepth, WordsKey>;

const SECOND_FOLDER = {
  none: 'health.noSecondFolder',
  complete: 'health.secondComplete',
  behind: 'health.secondBehind',
  'out-of-reach': 'health.secondOutOfReach',
} as const satisfies Record<BackupHealth['secondFolder'], WordsKey>;

/** What the last check says of the library, in a sentence. */
export function checkVerdict(check: CheckRecord | null): string {
  if (check === null) return t('health.notChecked');
  const count = (of: Finding['verdict']) =>
    check.findings.filter(({ verdict }) => verdict === of).length;
  const [problems, notes] = [count('problem'), count('warning')];
  if (problems > 0) return t('health.problems', { count: problems });
  return notes === 0 ? t('health.noProblems') : t('health.notes', { count: notes });
}

/** "Quick check, 24 Nov 2026, 09:12, in 0.8 s". */
export function checkTime({ depth, at, durationMs }: CheckRecord): string {
  const duration = formatDuration(durationMs);
  return t('health.checkTime', { depth: t(DEPTHS[depth]), time: timeName(at), duration });
}

/** What a person has to look at: problems first, then warnings. */
export function notable(findings: readonly Finding[]): readonly Finding[] {
  const of = (verdict: Finding['verdict']) =>
    findings.filter((finding) => finding.verdict === verdict);
  return [...of('problem'), ...of('warning')];
}

export function stateWords(health: LibraryHealth): string {
  const { failure, state } = health;
  if (failure !== null) return t('health.unusable', { reason: sentencesOf(failure).message });
  const reason = health.reason ?? '';
  switch (state) {
    case 'current':
      return t('health.current');
    case 'missing':
      return t('health.missing');
    case 'behind':
      return t('health.behind');
    case 'ahead':
      return t('health.ahead');
    case 'foreign':
      return t('health.foreign', { reason });
    case 'damaged':
      return t('health.damaged', { reason });
    case 'unreadable':
      return t('health.unreadable', { reason });
    case 'busy':
      return t('health.busy');
  }
}

export function sizeWords({ bytes, freeBytes }: LibraryHealth): string {
  const size = formatBytes(bytes);
  return freeBytes === null ? size : t('health.freeOnDisk', { size, free: formatBytes(freeBytes) });
}

/** The facts about backups, each with its name. */
export function backupFacts(backups: BackupHealth): readonly (readonly [string, string])[] {
  const { newest, lastVerifiedAt, secondFolder, nextAt } = backups;
  return [
    [t('health.kept'), backupsKept(backups)],
    ...(newest === null
      ? []
      : [[t('health.newest'), t('health.newestOf', newestOf(newest))] as const]),
    ...(lastVerifiedAt === null
      ? []
      : [[t('health.lastVerified'), timeName(lastVerifiedAt)] as const]),
    [t('health.secondFolder'), t(SECOND_FOLDER[secondFolder])],
    [
      t('health.next'),
      nextAt === null ? t('health.nextSoon') : t('health.nextAfter', { time: timeName(nextAt) }),
    ],
  ];
}

function backupsKept({ count, unusable, bytes }: BackupHealth): string {
  const kept =
    count === 0
      ? t('health.noBackups')
      : t('health.backupsKept', { count, size: formatBytes(bytes) });
  return unusable === 0 ? kept : t('health.otherFiles', { kept, count: unusable });
}

function newestOf({ createdAt, kind }: NonNullable<BackupHealth['newest']>) {
  return { time: timeName(createdAt), kind: kindName(kind) };
}

export function lockWords({ lock }: LibraryHealth): string {
  const { state, holder } = lock;
  if (state === 'free') return t('health.lockFree');
  if (state === 'left-behind') return t('health.lockLeft');
  if (holder === null) return t('health.lockHeld');
  return t('health.lockHeldBy', {
    purpose: keptWords(holder.purpose, 'inUse'),
    time: timeName(holder.since),
  });
}

/** One use of the library that kept others away: who, for what, for how long, and how it ended. */
export function holdingWords(record: LockRecord): string {
  const { pid, host, appVersion: version, waitedMs, heldMs, end } = record;
  const purpose = keptWords(record.purpose, 'inUse');
  return [
    t('health.holder', { purpose, pid: String(pid), host, version }),
    ...(waitedMs === null || waitedMs < 1
      ? []
      : [t('health.waited', { duration: formatDuration(waitedMs) })]),
    ...(heldMs === null ? [] : [t('health.worked', { duration: formatDuration(heldMs) })]),
    ...(end === 'freed' ? [] : [t(end === 'died' ? 'health.died' : 'health.lost')]),
  ].join(', ');
}
