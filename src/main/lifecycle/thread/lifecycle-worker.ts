/** The worker thread of the lifecycle: runs one job at a time and tells how it goes. */
import { parentPort, workerData } from 'node:worker_threads';
import { FermataError, reportError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { checkAfterCrash } from '../jobs/check-after-crash.ts';
import { checkContent, checkPages } from '../jobs/check-copy.ts';
import { checkpoint, checkpointInUse } from '../jobs/checkpoint.ts';
import { compareWithBackup } from '../jobs/comparison.ts';
import { examineLibrary } from '../jobs/examine.ts';
import { fingerprintFile, hashFile } from '../jobs/file-hash.ts';
import { findChangedSection } from '../jobs/file-sections.ts';
import { holdWriters, releaseWriters } from '../jobs/hold-writers.ts';
import { inspectLibrary, inspectOpenLibrary } from '../jobs/inspect.ts';
import type { JobContext } from '../jobs/job-context.ts';
import { judgeLog } from '../jobs/judge-log.ts';
import { copyLibrary } from '../jobs/library-copy.ts';
import { readLibraryFacts } from '../jobs/library-facts.ts';
import { mendCopy, readCondition, readFormatOf } from '../jobs/mend-copy.ts';
import { migrateLibrary } from '../jobs/migrate.ts';
import { replaceContent } from '../jobs/replace-content.ts';
import { salvage } from '../jobs/salvage.ts';
import { compareContent } from '../jobs/same-content.ts';
import { leaveOut, readParts } from '../jobs/schema-parts.ts';
import { isLockedElsewhere } from '../lock/one-name.ts';
import { readLedgerOf } from '../migrations/ledger.ts';
import { giveNewId, raiseSequenceOf, readIdentityOf } from '../sqlite/library-identity.ts';
import type { JobName, Jobs } from './jobs.ts';
import type { JobMessage, ThreadMessage, ThreadOptions } from './lifecycle-thread.ts';
import { lowerPriority } from './priority.ts';

type JobFunctions = {
  readonly [Name in JobName]: (
    request: Jobs[Name]['request'],
    context: JobContext,
  ) => Jobs[Name]['result'] | Promise<Jobs[Name]['result']>;
};

const jobs: JobFunctions = {
  inspect: ({ file, latestVersion }) => inspectLibrary(file, latestVersion),
  'inspect-open': ({ file, latestVersion }) => inspectOpenLibrary(file, latestVersion),
  'judge-log': ({ file }) => judgeLog(file),
  recover: ({ file }) => isLockedElsewhere(file),
  'check-after-crash': checkAfterCrash,
  ledger: ({ file }) => readLedgerOf(file),
  identify: ({ file }) => readIdentityOf(file),
  'raise-sequence': raiseSequenceOf,
  'give-new-id': giveNewId,
  copy: copyLibrary,
  'check-content': checkContent,
  'check-pages': checkPages,
  format: ({ file }) => readFormatOf(file),
  condition: readCondition,
  'mend-copy': mendCopy,
  parts: readParts,
  'leave-out': leaveOut,
  hash: hashFile,
  fingerprint: fingerprintFile,
  'same-content': compareContent,
  'find-changed-section': findChangedSection,
  'hold-writers': holdWriters,
  'release-writers': releaseWriters,
  'replace-content': replaceContent,
  checkpoint: ({ file }) => checkpoint(file),
  'checkpoint-in-use': ({ file }) => checkpointInUse(file),
  compare: compareWithBackup,
  salvage,
  migrate: migrateLibrary,
  examine: examineLibrary,
  facts: readLibraryFacts,
};

const { stopFlag, inBackground }: ThreadOptions = workerData;
if (inBackground) lowerPriority();

const stopped = new Int32Array(stopFlag);

const context: JobContext = {
  onEvent: (event) => send({ kind: 'event', event }),
  throwIfStopped() {
    if (Atomics.load(stopped, 0) === 0) return;
    throw new FermataError('INTERRUPTED', words('errors.stopped'), {
      advice: words('errors.startAgainLater'),
    });
  },
};

parentPort?.on('message', (message: JobMessage) => {
  void runJob(message);
});

async function runJob({ name, request }: JobMessage): Promise<void> {
  try {
    const run: (request: never, context: JobContext) => unknown = jobs[name];
    send({ kind: 'result', result: await run(request, context) });
  } catch (error) {
    send({ kind: 'error', report: reportError(error) });
  }
}

function send(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}
