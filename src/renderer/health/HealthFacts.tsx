/** What there is to know of a library, its backups, its lock and what it runs on. */
import type { ReactNode } from 'react';
import { formatCount, formatDuration } from '../../shared/formats.ts';
import type { LibraryHealth } from '../../shared/health.ts';
import { missingWords } from '../../shared/missing-words.ts';
import { countedNames } from '../../shared/user-data.ts';
import { t } from '../../shared/words/words.ts';
import { timeName } from '../backups/backup-words.ts';
import { backupFacts, holdingWords, lockWords, sizeWords, stateWords } from './health-words.ts';

export function HealthFacts({ health }: { readonly health: LibraryHealth }) {
  const { file, facts, backups } = health;
  return (
    <>
      <Facts
        title={t('health.library')}
        facts={[
          [t('health.state'), stateWords(health)],
          [t('health.size'), sizeWords(health)],
          ...(facts === null
            ? []
            : [
                [
                  t('health.holds'),
                  countedNames(facts.contents).join(', ') || t('userData.nothing'),
                ] as const,
              ]),
          ...(facts === null || facts.scanProblems === null
            ? []
            : [[t('health.unreadableFiles'), formatCount(facts.scanProblems)] as const]),
          ...(facts === null || facts.missing === null
            ? []
            : [[t('health.missingTracks'), missingWords(facts.missing)] as const]),
          [t('health.file'), file],
        ]}
      />
      <Facts
        title={t('health.backups')}
        facts={
          backups === null
            ? [[t('health.kept'), t('health.backupsUnreadable')]]
            : backupFacts(backups)
        }
      />
      <details>
        <summary>{t('health.details')}</summary>
        <Details health={health} />
      </details>
    </>
  );
}

/** What helps those who help: versions, and how the library came to be as it is. */
function Details({ health }: { readonly health: LibraryHealth }) {
  const { schemaVersion, facts, lockHistory, appVersion, runtime, system } = health;
  return (
    <>
      <Facts
        title={t('health.version')}
        facts={[
          ['Fermata', appVersion],
          ...runtime.map(({ name, version }) => [name, version] as const),
          [t('health.system'), system],
        ]}
      />
      <Facts
        title={t('health.library')}
        facts={[
          ...(schemaVersion === null
            ? []
            : [[t('health.schemaVersion'), String(schemaVersion)] as const]),
          ...(facts === null ? [] : [[t('health.journalMode'), facts.journalMode] as const]),
          [t('health.inUse'), lockWords(health)],
        ]}
      >
        <History title={t('health.users')} count={lockHistory.length}>
          {lockHistory.map((record) => (
            <li key={`${record.pid} ${record.since}`}>
              <span className="faint numbers">{timeName(record.since)}</span> {holdingWords(record)}
            </li>
          ))}
        </History>
        <History title={t('health.migrations')} count={facts?.migrations.length ?? 0}>
          {facts?.migrations.map(({ version, name, appliedAt, appVersion: by, durationMs }) => (
            <li key={version}>
              <span className="numbers">{version}</span> {name}{' '}
              <span className="faint">
                {t('health.migration', {
                  time: timeName(appliedAt),
                  version: by,
                  duration: formatDuration(durationMs),
                })}
              </span>
            </li>
          ))}
        </History>
      </Facts>
    </>
  );
}

interface FactsProps {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly children?: ReactNode;
}

function Facts({ title, facts, children }: FactsProps) {
  return (
    <section className="health-facts">
      <h3>{title}</h3>
      <dl>
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}

interface HistoryProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

function History({ title, count, children }: HistoryProps) {
  if (count === 0) return null;
  return (
    <details>
      <summary>{t('health.counted', { title, count })}</summary>
      <ul>{children}</ul>
    </details>
  );
}
