/**
 * Processes that upgrade or create a library are killed (SIGKILL) at every phase and at random
 * instants: the library is at the old version or at the new one with nothing lost, every backup is
 * good, and the next start finishes the work without waiting for the dead process's lock.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { leftoversIn, readBackups } from './support/backups.ts';
import { betweenLines, inLanes, killDuring, LANES } from './support/kills.ts';
import { type LibraryState, readLibraryState } from './support/library-state.ts';
import { COUNT_APPLICATIONS, slowMigration } from './support/migration-sets.ts';
import { preparedBy } from './support/outcomes.ts';
import { type FermataProcess, type Line, startFermata } from './support/processes.ts';
import { KILLS, ROUND_MS } from './support/rounds.ts';
import {
  copyLibrary,
  makeMissingLibrary,
  makeOldLibrary,
  type TestLibrary,
} from './support/test-library.ts';

/** What the next start may spend on the dead process's lock, in milliseconds (issue 2). */
const LONGEST_WAIT_MS = 250;

/** Less than any of the waits that no event tells of, and more than a busy machine's hiccups. */
const SHORTEST_HIDDEN_WAIT_MS = 4_000;

interface Outcome {
  readonly before: LibraryState;
  readonly after: LibraryState;
  /** From the first line to the end of an upgrade that nobody disturbed, in milliseconds. */
  readonly durationMs: number;
}

type Moment = readonly [name: string, isNow: (line: Line) => boolean];

const isPhase = (phase: string) => (line: Line) => line.event === 'phase' && line.phase === phase;
const isEvent = (event: string) => (line: Line) => line.event === event;
const isStep = (event: 'step' | 'step-applied', name: string) => (line: Line) =>
  line.event === event && line.name === name;

const MOMENTS: readonly Moment[] = [
  ['the phase inspect', isPhase('inspect')],
  ['the phase backup', isPhase('backup')],
  ['the first progress of the backup', (line) => line.event === 'progress' && line.done > 0],
  ['the phase verify-backup', isPhase('verify-backup')],
  ['a backup made', isEvent('backup-made')],
  ['the phase migrate', isPhase('migrate')],
  ['the first step', isEvent('step')],
  ['the start of a table rebuild', isStep('step', 'unique_track_paths')],
  ['the end of a table rebuild', isStep('step-applied', 'unique_track_paths')],
  ['the start of the last step', isStep('step', 'count_applications')],
  ['the end of the last step', isStep('step-applied', 'count_applications')],
  ['the phase verify', isPhase('verify')],
  ['the phase open', isPhase('open')],
  ['the library being ready', isEvent('ready')],
];

describe('A process that upgrades a library, killed', () => {
  test.each(MOMENTS)('at %s, loses nothing', async (_name, isNow) => {
    const original = await makeOldLibrary({ added: [COUNT_APPLICATIONS] });
    const [outcome, library] = await Promise.all([
      upgradeUndisturbed(original),
      killAt(original, isNow),
    ]);
    await expectOldOrNew(library, outcome);
    await expectNextStartFinishes(library, outcome);
  });

  test('while it waits for another, disturbs nobody', async () => {
    const library = await makeOldLibrary({ added: [COUNT_APPLICATIONS, slowMigration(5_000_000)] });
    const holder = startFermata(['prepare', ...library.args]);
    await holder.until(isStep('step', 'slow'));
    const waiter = startFermata(['prepare', ...library.args]);
    await waiter.until(isPhase('wait'));
    waiter.kill();
    await waiter.ended;
    expect(preparedBy(await holder.ended).migratedBy).toBe('this-process');
    expect(await readBackups(library.backupsDir)).toHaveLength(1);
  });

  test(`at ${KILLS} random instants, loses nothing`, { timeout: KILLS * ROUND_MS }, async () => {
    const original = await makeOldLibrary({ added: [COUNT_APPLICATIONS] });
    const outcome = await upgradeUndisturbed(original, LANES);
    const versions = new Set<number>();
    await inLanes('upgrade', KILLS, async (share) => {
      const library = await copyLibrary(original);
      await killDuring(['prepare', ...library.args], share, outcome.durationMs);
      versions.add(await expectOldOrNew(library, outcome));
      await expectNextStartFinishes(library, outcome);
    });
    // Else the instants were not spread over the whole of the work.
    expect([...versions].sort()).toEqual([outcome.before.version, outcome.after.version].sort());
  });
});

describe('A process that creates a library, killed', () => {
  test(`at ${KILLS} random instants, leaves a whole library or none`, {
    timeout: KILLS * ROUND_MS,
  }, async () => {
    const original = await makeOldLibrary();
    const reference = await makeMissingLibrary(original);
    const others = await times(LANES - 1, () => makeMissingLibrary(original));
    const durationMs = await timePreparations([reference, ...others]);
    const after = await readLibraryState(reference.file);
    await inLanes('creation', KILLS, async (share) => {
      const library = await makeMissingLibrary(original);
      await killDuring(['prepare', ...library.args], share, durationMs);
      if (existsSync(library.file)) expect(await readLibraryState(library.file)).toEqual(after);
      await expectNextStartFinishes(library, { after });
      expect(await readdir(library.folder)).not.toContain('library.db.creating');
    });
  });
});

/** Upgrades a copy of the library, and kills that at some line; the answer is what is left of it. */
async function killAt(original: TestLibrary, isNow: (line: Line) => boolean): Promise<TestLibrary> {
  const library = await copyLibrary(original);
  const process = startFermata(['prepare', ...library.args]);
  await process.until(isNow);
  process.kill();
  await process.ended;
  return library;
}

/**
 * Upgrades copies of the library, side by side as lanes are, to know what they hold before and after,
 * and how long it takes.
 */
async function upgradeUndisturbed(original: TestLibrary, copies = 1): Promise<Outcome> {
  const library = await copyLibrary(original);
  const before = await readLibraryState(library.file);
  const others = await times(copies - 1, () => copyLibrary(original));
  const durationMs = await timePreparations([library, ...others]);
  const after = await readLibraryState(library.file);
  expect(before).toMatchObject({ version: library.oldVersion, problems: [] });
  expect(after).toMatchObject({ version: library.newVersion, problems: [] });
  return { before, after, durationMs };
}

function times<Made>(count: number, make: () => Promise<Made>): Promise<Made[]> {
  return Promise.all(Array.from({ length: count }, make));
}

/** The time from the first line to the end of the slowest, in milliseconds, side by side as lanes are. */
async function timePreparations(libraries: readonly TestLibrary[]): Promise<number> {
  const processes = libraries.map(({ args }) => startFermata(['prepare', ...args]));
  const durations = processes.map(async (process) => {
    expect(preparedBy(await process.ended).migratedBy).toBe('this-process');
    return betweenLines(process, process.lines[0], process.lines.at(-1));
  });
  return Math.max(...(await Promise.all(durations)));
}

/** @returns the version that the library is at */
async function expectOldOrNew(library: TestLibrary, { before, after }: Outcome): Promise<number> {
  const state = await readLibraryState(library.file);
  expect([before, after]).toContainEqual(state);
  const backups = await readBackups(library.backupsDir);
  for (const backup of backups) expect(backup.state).toEqual(before);
  if (state.version === after.version) expect(backups).toHaveLength(1);
  return state.version;
}

async function expectNextStartFinishes(
  library: TestLibrary,
  { after }: Pick<Outcome, 'after'>,
): Promise<void> {
  const next = startFermata(['prepare', ...library.args]);
  expect(preparedBy(await next.ended).toVersion).toBe(after.version);
  expectNoWait(next);
  expect(await readLibraryState(library.file)).toEqual(after);
  await readBackups(library.backupsDir);
  expect(await leftoversIn(library.backupsDir)).toEqual([]);
}

/**
 * Checks that nobody waited for the dead process's lock: not in the phase `wait`, and not unsaid,
 * inside of SQLite (5 s) or for a stale time (10 s), between the first line and the first work.
 */
function expectNoWait(process: FermataProcess): void {
  const phases = process.lines.filter((line) => line.event === 'phase');
  const [first, ...others] = phases;
  const position = phases.findIndex((line) => line.phase === 'wait');
  if (position !== -1) {
    const waitedMs = betweenLines(process, phases[position], phases[position + 1]);
    expect(waitedMs).toBeLessThan(LONGEST_WAIT_MS);
  }
  const work = others.find((line) => line.phase !== 'wait');
  expect(betweenLines(process, first, work)).toBeLessThan(SHORTEST_HIDDEN_WAIT_MS);
}
