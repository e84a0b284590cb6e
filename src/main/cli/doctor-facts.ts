/** What `fermata doctor` tells of a library besides what is wrong with it: how it came to be so. */
import { formatCounted, formatDuration, formatTime } from '../../shared/formats.ts';
import type { CheckRecord, LibraryHealth, LockRecord } from '../../shared/health.ts';
import { countedNames } from '../../shared/user-data.ts';

/** How many holders of the lock are named. */
const SHOWN_HOLDERS = 3;

/** Each fact with its name; none where nothing is known. */
export function describeHealth(health: LibraryHealth): [string, string][] {
  const { facts, lastCheck, lockHistory } = health;
  const lastMigration = facts?.migrations.at(-1);
  const rows: [string, string | undefined][] = [
    ['Holds', facts === null ? undefined : countedNames(facts.contents).join(', ')],
    ['Journal mode', facts?.journalMode],
    [
      'Last upgrade',
      lastMigration &&
        `to schema version ${lastMigration.version}, ${formatTime(lastMigration.appliedAt)}, by Fermata ${lastMigration.appVersion}`,
    ],
    ['Last check', lastCheck === null ? undefined : describeCheck(lastCheck)],
    ['Worked on by', lockHistory.slice(0, SHOWN_HOLDERS).map(describeHolding).join('\n')],
  ];
  return rows.flatMap(([name, fact]) => (fact ? [[name, fact]] : []));
}

function describeCheck({ depth, at, findings }: CheckRecord): string {
  const problems = findings.filter(({ verdict }) => verdict === 'problem');
  const outcome =
    problems.length === 0
      ? 'found no problem'
      : `found ${formatCounted(problems.length, 'problem')}`;
  return `${depth}, ${formatTime(at)}, ${outcome}`;
}

function describeHolding({ purpose, since, heldMs, end }: LockRecord): string {
  const held = heldMs === null ? '' : `, for ${formatDuration(heldMs)}`;
  return `${formatTime(since)}: ${purpose}${held}${end === 'freed' ? '' : `, ${end}`}`;
}
