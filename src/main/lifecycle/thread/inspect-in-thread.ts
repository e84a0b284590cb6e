/**
 * Steps 1 and 3 of the sequence: what stands at the library's path. A library at rest is inspected
 * where it is asked for; one with a large WAL in the worker thread.
 */
import { type Inspection, inspectLibrary } from '../jobs/inspect.ts';
import { readLedgerOf, showsMigrations } from '../migrations/ledger.ts';
import { checkLedger, knownPart, type LedgerEntry } from '../migrations/migration-set.ts';
import { hasContent } from '../sqlite/connection.ts';
import type { LibraryRun } from './library-run.ts';
import { refusal } from './refusal.ts';

/**
 * What a library that this app can use is: a missing one is behind, from version 0; a newer one that
 * allows this app is current, at its own version.
 */
export type Standing =
  | { readonly state: 'current' | 'behind'; readonly version: number }
  /** A process keeps readers out while it writes: the version is not known yet. */
  | { readonly state: 'busy'; readonly version: null };

type Inspected = Pick<LibraryRun, 'libraryFile' | 'set' | 'threads'>;

/** Beyond this a WAL is read in the worker thread: recovering it takes longer than a frame. */
const SMALL_WAL_BYTES = 4 * 1024 * 1024;

/**
 * Step 1: inspects a library without a lock and without waiting.
 *
 * @throws FermataError the {@link refusal} of a library that must not be touched,
 *   `MIGRATION_SET_INVALID` if an up-to-date one was made by other migrations
 */
export async function inspect(run: Inspected): Promise<Standing> {
  const found = await inspectNow(run);
  // The process that keeps readers out holds the lock: waiting for that tells which one it is.
  if (found.state === 'busy') return { state: 'busy', version: null };
  const standing = requireUsable(run, found);
  if (standing.state === 'current') await requireRecorded(run);
  return standing;
}

/**
 * Step 3: inspects a library again under its lock. An app that has it open may keep readers out for
 * the moment of a commit, so this waits.
 *
 * @throws FermataError the {@link refusal} of a library that must not be touched
 */
export async function inspectUnderLock(
  run: Inspected,
): Promise<Exclude<Standing, { state: 'busy' }>> {
  const { libraryFile: file, set, threads } = run;
  const found = await inspectNow(run);
  if (found.state !== 'busy') return requireUsable(run, found);
  const later = await threads.sqlite.run('inspect-open', { file, latestVersion: set.latest });
  return requireUsable(run, later);
}

async function inspectNow({ libraryFile: file, set, threads }: Inspected): Promise<Inspection> {
  return hasLargeWal(file)
    ? threads.sqlite.run('inspect', { file, latestVersion: set.latest })
    : inspectLibrary(file, set.latest);
}

function requireUsable({ libraryFile, set }: Inspected, found: Inspection) {
  if (found.state === 'missing') return { state: 'behind', version: 0 } as const;
  if (found.state === 'current' || found.state === 'behind') return found;
  const refused = refusal(libraryFile, found, set.latest);
  if (refused === null && found.state === 'ahead') {
    return { state: 'current', version: found.version } as const;
  }
  throw refused;
}

/** Reading the first pages of a library at rest costs a tenth of opening it. */
async function requireRecorded(run: Inspected): Promise<void> {
  const { libraryFile: file, set } = run;
  const isAtRest = !hasContent(`${file}-wal`) && !hasContent(`${file}-journal`);
  if (isAtRest && showsMigrations(file, set)) return;
  checkLedger(set, knownPart(set, await readLedger(run)));
}

async function readLedger({ libraryFile: file, threads }: Inspected): Promise<LedgerEntry[]> {
  return hasLargeWal(file) ? threads.sqlite.run('ledger', { file }) : readLedgerOf(file);
}

function hasLargeWal(file: string): boolean {
  return hasContent(`${file}-wal`, SMALL_WAL_BYTES);
}
