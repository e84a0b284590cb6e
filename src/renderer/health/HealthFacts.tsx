/** What there is to know of a library, its backups, its lock and what it runs on. */
import type { ReactNode } from 'react';
import { formatDuration } from '../../shared/formats.ts';
import type { LibraryHealth } from '../../shared/health.ts';
import { countedNames } from '../../shared/user-data.ts';
import { timeName } from '../backups/backup-words.ts';
import { backupFacts, holdingWords, lockWords, sizeWords, stateWords } from './health-words.ts';

export function HealthFacts({ health }: { readonly health: LibraryHealth }) {
  const { file, schemaVersion, facts, backups, lockHistory, appVersion, runtime, system } = health;
  return (
    <>
      <Facts
        title="Library"
        facts={[
          ['State', stateWords(health)],
          ...(schemaVersion === null ? [] : [['Schema version', String(schemaVersion)] as const]),
          ['Size', sizeWords(health)],
          ...(facts === null ? [] : [['Holds', countedNames(facts.contents).join(', ')] as const]),
          ...(facts === null ? [] : [['Journal mode', facts.journalMode] as const]),
          ...(facts === null || facts.scanProblems === null
            ? []
            : [['Files that scans could not read', String(facts.scanProblems)] as const]),
          ['File', file],
        ]}
      />
      {backups === null ? (
        <Facts title="Backups" facts={[['Kept', 'the backups folder cannot be read']]} />
      ) : (
        <Facts title="Backups" facts={backupFacts(backups)} />
      )}
      <Facts title="Lock" facts={[['Now', lockWords(health)]]}>
        <History title="Who worked on it" count={lockHistory.length}>
          {lockHistory.map((record) => (
            <li key={`${record.pid} ${record.since}`}>
              <span className="faint numbers">{timeName(record.since)}</span> {holdingWords(record)}
            </li>
          ))}
        </History>
      </Facts>
      <Facts
        title="Versions"
        facts={[
          ['Fermata', appVersion],
          ...runtime.map(({ name, version }) => [name, version] as const),
          ['System', system],
        ]}
      >
        <History title="Migrations applied" count={facts?.migrations.length ?? 0}>
          {facts?.migrations.map(({ version, name, appliedAt, appVersion: by, durationMs }) => (
            <li key={version}>
              <span className="numbers">{version}</span> {name}{' '}
              <span className="faint">
                {`${timeName(appliedAt)}, by Fermata ${by}, in ${formatDuration(durationMs)}`}
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
      <summary>{`${title} (${count})`}</summary>
      <ul>{children}</ul>
    </details>
  );
}
