/** Whether the library is whole, up to date, and what its migrations made it. */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { FermataError } from '../../../../shared/errors.ts';
import { formatBytes } from '../../../../shared/formats.ts';
import type { Finding } from '../../../../shared/health.ts';
import { type Words, words } from '../../../../shared/words/words.ts';
import type { LibraryPaths } from '../../../lifecycle/files/library-paths.ts';
import {
  type Inspection,
  inspectLibrary,
  inspectOpenLibrary,
  isUsableAhead,
} from '../../../lifecycle/jobs/inspect.ts';
import { readLedgerOf } from '../../../lifecycle/migrations/ledger.ts';
import {
  checkLedger,
  checkStatements,
  knownPart,
  loadMigrationSet,
  type MigrationSet,
} from '../../../lifecycle/migrations/migration-set.ts';
import type { ExamineResult } from '../../../lifecycle/thread/jobs.ts';
import { LifecycleThread } from '../../../lifecycle/thread/lifecycle-thread.ts';
import { throwIfInterrupted } from '../../../lifecycle/thread/locked-work.ts';
import { refusal } from '../../../lifecycle/thread/refusal.ts';
import type { CheckOptions } from './check-options.ts';
import { finding, ok, warning } from './finding.ts';

/** Checks the migrations and, against them, the library. */
export async function checkLibrary(
  { libraryFile, migrationsDir }: LibraryPaths,
  options: CheckOptions,
): Promise<Finding[]> {
  const migrations = await finding(words('checks.migrations'), (check) => {
    const set = loadMigrationSet(migrationsDir);
    checkStatements(set);
    return ok(check, words('checks.migrationsOk', { count: set.latest, folder: migrationsDir }));
  });
  // Without a sound set there is nothing to measure the library against.
  if (migrations.verdict === 'problem') return [migrations];

  const set = loadMigrationSet(migrationsDir);
  const inspection = options.isOpen
    ? inspectOpenLibrary(libraryFile, set.latest)
    : inspectLibrary(libraryFile, set.latest);
  const findings = [
    migrations,
    await finding(words('checks.library'), (check) =>
      judgeState(check, libraryFile, inspection, set),
    ),
  ];
  const canBeUsed = isUsableAhead(inspection, set.latest);
  if (inspection.state !== 'current' && inspection.state !== 'behind' && !canBeUsed) {
    return findings;
  }
  return [
    ...findings,
    await finding(words('checks.recentChanges'), (check) =>
      checkLeftovers(check, libraryFile, options),
    ),
    await finding(words('checks.upgradeHistory'), (check) => {
      checkLedger(set, knownPart(set, readLedgerOf(libraryFile)));
      return ok(check, words('checks.historyOk'));
    }),
    await finding(words('checks.deepCheck'), async (check) =>
      judgeExamination(check, libraryFile, await examine(libraryFile, set, options)),
    ),
  ];
}

function judgeState(
  check: Words,
  libraryFile: string,
  inspection: Inspection,
  set: MigrationSet,
): Finding {
  const error = refusal(libraryFile, inspection, set.latest);
  if (error !== null) throw error;
  switch (inspection.state) {
    case 'missing':
      return ok(check, words('checks.libraryMissing', { file: libraryFile }));
    case 'behind':
      return warning(
        check,
        words('checks.libraryBehind', { file: libraryFile }),
        words('checks.startToUpgrade'),
      );
    case 'ahead':
      return ok(check, words('checks.libraryAhead', { file: libraryFile }));
    default:
      return ok(check, words('checks.libraryOk', { file: libraryFile }));
  }
}

function checkLeftovers(check: Words, libraryFile: string, { isOpen }: CheckOptions): Finding {
  if (isOpen) return ok(check, words('checks.savedAtClosing'));
  const leftovers = ['-wal', '-journal']
    .map((ending) => `${libraryFile}${ending}`)
    .map((file) => ({ file, bytes: statSync(file, { throwIfNoEntry: false })?.size ?? 0 }))
    .filter(({ bytes }) => bytes > 0);
  if (leftovers.length === 0) return ok(check, words('checks.allInFile'));
  const names = leftovers.map(({ file, bytes }) => `${basename(file)} (${formatBytes(bytes)})`);
  return warning(
    check,
    words('checks.beside', { names: names.join(', ') }),
    words('checks.leaveBeside'),
  );
}

async function examine(
  file: string,
  set: MigrationSet,
  { depth, signal, onEvent }: CheckOptions,
): Promise<ExamineResult> {
  throwIfInterrupted(signal);
  const thread = new LifecycleThread(onEvent, true);
  const stop = () => thread.stop();
  signal.addEventListener('abort', stop);
  try {
    return await thread.run('examine', { file, set, depth, phase: 'verify' });
  } finally {
    signal.removeEventListener('abort', stop);
    await thread.close();
  }
}

function judgeExamination(check: Words, libraryFile: string, found: ExamineResult): Finding {
  const { damage, schemaDifferences, mendable, danglingReferences, unusedPages } = found;
  const { addedTriggers } = found;
  const problems = [...(damage === null ? [] : [damage]), ...schemaDifferences];
  if (problems.length === 0) {
    if (mendable.length + danglingReferences + unusedPages > 0) {
      return warning(check, mendableWords(found), words('checks.repair'));
    }
    return addedTriggers.length === 0
      ? ok(check, words('checks.deepOk'))
      : warning(
          check,
          words('checks.addedTriggers', { names: addedTriggers.join(', ') }),
          words('checks.knowTheirProgram'),
        );
  }
  const damaged = words('errors.damagedBecause', {
    file: libraryFile,
    reason: problems.join('; '),
  });
  throw new FermataError('LIBRARY_DAMAGED', damaged, {
    advice: words('errors.restoreBackup'),
    libraryState: words('errors.damagedFileKept'),
  });
}

/** What a person made is all there; the first thing that is not as it should be is told. */
function mendableWords({ mendable, danglingReferences, unusedPages }: ExamineResult): Words {
  if (mendable.length > 0) return words('checks.mendable', { names: mendable.join(', ') });
  return danglingReferences > 0
    ? words('checks.dangling', { count: danglingReferences })
    : words('checks.unusedPages', { count: unusedPages });
}
