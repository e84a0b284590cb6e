/** What `fermata doctor` tells of a library besides what is wrong with it: how it came to be so. */
import { formatDuration, formatTime } from '../../shared/formats.ts';
import type { CheckRecord, LibraryHealth, LockRecord } from '../../shared/health.ts';
import { missingWords } from '../../shared/missing-words.ts';
import { countedNames } from '../../shared/user-data.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { tellKept } from '../../shared/words/kept-words.ts';

/** How many holders of the lock are named. */
const SHOWN_HOLDERS = 3;

/** Each fact with its name; none where nothing is known. */
export function describeHealth(health: LibraryHealth): [string, string][] {
  const { facts, lastCheck, lockHistory } = health;
  const lastMigration = facts?.migrations.at(-1);
  const rows: [string, string | undefined][] = [
    [t('doctor.holds'), facts === null ? undefined : countedNames(facts.contents).join(', ')],
    [t('status.missingTracks'), facts?.missing?.count ? missingWords(facts.missing) : undefined],
    [t('doctor.journalMode'), facts?.journalMode],
    [
      t('doctor.lastUpgrade'),
      lastMigration &&
        t('doctor.upgradedTo', {
          version: String(lastMigration.version),
          time: formatTime(lastMigration.appliedAt),
          app: lastMigration.appVersion,
        }),
    ],
    [t('doctor.lastCheck'), lastCheck === null ? undefined : describeCheck(lastCheck)],
    [t('doctor.workedOnBy'), lockHistory.slice(0, SHOWN_HOLDERS).map(describeHolding).join('\n')],
  ];
  return rows.flatMap(([name, fact]) => (fact ? [[name, fact]] : []));
}

function describeCheck({ depth, at, findings }: CheckRecord): string {
  const problems = findings.filter(({ verdict }) => verdict === 'problem');
  const outcome =
    problems.length === 0
      ? t('doctor.noProblem')
      : t('doctor.problems', { count: problems.length });
  return [t(`doctor.${depth}`), formatTime(at), outcome].join(', ');
}

function describeHolding({ purpose, since, heldMs, end }: LockRecord): string {
  return [
    `${formatTime(since)}: ${tellKept(purpose, 'inUse')}`,
    ...(heldMs === null ? [] : [t('doctor.heldFor', { duration: formatDuration(heldMs) })]),
    ...(end === 'freed' ? [] : [t(`doctor.${end}`)]),
  ].join(', ');
}
