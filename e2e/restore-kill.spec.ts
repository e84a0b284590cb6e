/**
 * Processes that restore a backup are killed (SIGKILL) at every phase and at random instants: the
 * library is the one from before or the restored one, whole, and what was there before is in a
 * backup or, where it was damaged, in the quarantine with all its files. The next start and the next
 * restore need nobody's help.
 */
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { leftoversIn, readBackups } from './support/backups.ts';
import { flipBits, overwriteHeader, rootPageOffset } from './support/damage.ts';
import { betweenLines, inLanes, killDuring, LANES } from './support/kills.ts';
import { digestLibrary, type LibraryState, readLibraryState } from './support/library-state.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { type Line, runFermata, startFermata } from './support/processes.ts';
import {
  type BackedUpLibrary,
  changeLibrary,
  copyWithBackups,
  goOn,
  makeBackedUpLibrary,
  restoredBy,
  restoreToEnd,
} from './support/restores.ts';
import { KILLS, ROUND_MS } from './support/rounds.ts';

/** What lies beside a library that nobody has open; the lock leaves an empty file. */
const KEPT_NAMES = new Set([
  'library.db',
  'library.db.history.jsonl',
  'library.db.mutex',
  'backups',
  'quarantine',
]);

type Moment = readonly [name: string, isNow: (line: Line) => boolean];

const isPhase = (phase: string) => (line: Line) => line.event === 'phase' && line.phase === phase;
const isProgress = (phase: string) => (line: Line) =>
  line.event === 'progress' && line.phase === phase;

/** Of every restore of a backup of an older version. */
const FIRST_MOMENTS: readonly Moment[] = [
  ['the phase verify-backup', isPhase('verify-backup')],
  ['the phase stage', isPhase('stage')],
  ['the first progress of staging', isProgress('stage')],
  ['the phase migrate', isPhase('migrate')],
  ['the last step', (line) => line.event === 'step-applied' && line.name === 'replay_gain'],
];
const LAST_MOMENTS: readonly Moment[] = [
  ['the phase replace', isPhase('replace')],
  ['the result', (line) => line.event === 'result'],
];

const MOMENTS: readonly Moment[] = [
  ...FIRST_MOMENTS,
  ['the phase backup', isPhase('backup')],
  ['the first progress of the backup', isProgress('backup')],
  ['a backup made', (line) => line.event === 'backup-made'],
  ['the first progress of replacing', isProgress('replace')],
  ...LAST_MOMENTS,
];

/** What a restore may leave behind, whatever was there before. */
interface Outcome {
  readonly original: BackedUpLibrary;
  readonly restored: LibraryState;
  /** From the first line to the end of a restore that nobody disturbed, in milliseconds. */
  readonly durationMs: number;
}

describe('A process that restores a backup over a whole library, killed', () => {
  test.each(MOMENTS)('at %s, loses nothing', async (_name, isNow) => {
    const original = await makeLibraryThatWentOn();
    const old = await readLibraryState(original.file);
    const [outcome, library] = await Promise.all([
      restoreUndisturbed(original),
      killAt(original, isNow),
    ]);
    await expectOldOrRestored(library, { ...outcome, old });
    await expectNextRestoreEnds(library, outcome);
  });

  test('once it has said that it is restored, leaves it restored', async () => {
    const original = await makeLibraryThatWentOn();
    const old = await readLibraryState(original.file);
    const [outcome, library] = await Promise.all([
      restoreUndisturbed(original),
      killAt(original, (line) => line.event === 'restored'),
    ]);
    expect(await expectOldOrRestored(library, { ...outcome, old })).toBe('restored');
    await expectNextRestoreEnds(library, outcome);
  });

  test(`at ${KILLS} random instants, loses nothing`, { timeout: KILLS * ROUND_MS }, async () => {
    const original = await makeLibraryThatWentOn();
    const old = await readLibraryState(original.file);
    const outcome = await restoreUndisturbed(original, LANES);
    const ends = new Set<string>();
    await inLanes('restore', KILLS, async (share) => {
      const library = await copyWithBackups(original);
      await killDuring(restoreArgs(library), share, outcome.durationMs);
      ends.add(await expectOldOrRestored(library, { ...outcome, old }));
      expect((await prepareToEnd(library)).migratedBy).toBe('none');
    });
    // Else the instants were not spread over the whole of the work.
    expect([...ends].sort()).toEqual(['old', 'restored']);
  });
});

describe('A process that restores a backup over a library with', () => {
  describe.each([
    ['an overwritten header', overwriteHeader, FIRST_MOMENTS],
    [
      'a page that is none, which only reading all of it shows,',
      damageAPage,
      [...FIRST_MOMENTS, ['the notice of it', (line) => line.event === 'notice'] satisfies Moment],
    ],
  ] as const)('%s killed', (_how, damage, moments) => {
    test.each([...moments, ...LAST_MOMENTS])('at %s, loses nothing', async (_name, isNow) => {
      const original = await makeLibraryThatWentOn();
      await damage(original.file);
      const [outcome, library] = await Promise.all([
        restoreUndisturbed(original),
        killAt(original, isNow),
      ]);
      await expectDamagedOrRestored(library, outcome);
      await expectNextRestoreEnds(library, outcome);
    });
  });

  test(`an overwritten header, killed at ${KILLS} random instants, loses nothing`, {
    timeout: KILLS * ROUND_MS,
  }, async () => {
    const original = await makeLibraryThatWentOn();
    await overwriteHeader(original.file);
    const outcome = await restoreUndisturbed(original, LANES);
    const ends = new Set<string>();
    await inLanes('restore over damage', KILLS, async (share) => {
      const library = await copyWithBackups(original);
      await killDuring(restoreArgs(library), share, outcome.durationMs);
      const end = await expectDamagedOrRestored(library, outcome);
      ends.add(end);
      const { result } = await runFermata(['prepare', ...library.args]);
      expect(result).toMatchObject(
        end === 'restored' ? { migratedBy: 'none' } : { code: 'LIBRARY_DAMAGED' },
      );
    });
    expect([...ends].sort()).toEqual(['damaged', 'restored']);
  });
});

/** Its last changes are in its log alone, as a process leaves them that is killed. */
async function makeLibraryThatWentOn(): Promise<BackedUpLibrary> {
  const library = await makeBackedUpLibrary();
  goOn(library);
  const files = [library.file, `${library.file}-wal`];
  changeLibrary(library.file, (db) => {
    db.prepare('UPDATE tracks SET rating = 5 WHERE id = 1').run();
    for (const file of files) copyFileSync(file, `${file}.kept`);
  });
  for (const file of files) renameSync(`${file}.kept`, file);
  return library;
}

async function damageAPage(file: string): Promise<void> {
  // Looking where the page lies writes the log back: what is damaged is one file.
  await flipBits(file, rootPageOffset(file, 'artists'));
}

/**
 * Restores copies of the library, side by side as lanes are, to know what that leads to and how long
 * it takes.
 */
async function restoreUndisturbed(original: BackedUpLibrary, copies = 1): Promise<Outcome> {
  const libraries = await Promise.all(
    Array.from({ length: copies }, () => copyWithBackups(original)),
  );
  const durations = await Promise.all(libraries.map(timeRestore));
  const states = await Promise.all(libraries.map(({ file }) => readLibraryState(file)));
  const [restored] = states;
  if (restored === undefined) throw new RangeError('Nothing was restored.');
  expect(restored).toMatchObject({ version: original.newVersion, problems: [] });
  for (const state of states) expect(state).toEqual(restored);
  return { original, restored, durationMs: Math.max(...durations) };
}

async function timeRestore(library: BackedUpLibrary): Promise<number> {
  const process = startFermata(restoreArgs(library));
  restoredBy(await process.ended);
  return betweenLines(process, process.lines[0], process.lines.at(-1));
}

function restoreArgs({ backupId, args }: BackedUpLibrary): readonly string[] {
  return ['restore', backupId, ...args];
}

/** Restores a copy of the library, and kills that at some line; the answer is what is left of it. */
async function killAt(
  original: BackedUpLibrary,
  isNow: (line: Line) => boolean,
): Promise<BackedUpLibrary> {
  const library = await copyWithBackups(original);
  const process = startFermata(restoreArgs(library));
  await process.until(isNow);
  process.kill();
  await process.ended;
  return library;
}

/** Checks the library and all backups; where it is restored there is one of what was there. */
async function expectOldOrRestored(
  library: BackedUpLibrary,
  { old, restored }: Outcome & { readonly old: LibraryState },
): Promise<'old' | 'restored'> {
  const state = await readLibraryState(library.file);
  expect([old, restored]).toContainEqual(state);
  const states = (await readBackups(library.backupsDir)).map((backup) => backup.state);
  const end = state.digest === old.digest ? 'old' : 'restored';
  if (end === 'restored') expect(states).toContainEqual(old);
  return end;
}

/** Checks that the damaged library is untouched, or all in the quarantine before anything goes. */
async function expectDamagedOrRestored(
  library: BackedUpLibrary,
  { original, restored }: Outcome,
): Promise<'damaged' | 'restored'> {
  const damaged = await digestLibrary(original.file);
  const present = await digestLibrary(library.file);
  await readBackups(library.backupsDir);
  if (isDeepStrictEqual(present, damaged)) return 'damaged';
  expect(await quarantinedIn(library)).toContainEqual(damaged);
  if (present[''] === damaged['']) return 'damaged';
  expect(await readLibraryState(library.file)).toEqual(restored);
  return 'restored';
}

async function quarantinedIn({ folder }: BackedUpLibrary) {
  const quarantine = join(folder, 'quarantine');
  if (!existsSync(quarantine)) return [];
  const times = await readdir(quarantine);
  return Promise.all(times.map((time) => digestLibrary(join(quarantine, time, 'library.db'))));
}

/** Checks that a restore after the killed one needs no help, and tidies up after it. */
async function expectNextRestoreEnds(
  library: BackedUpLibrary,
  { restored }: Outcome,
): Promise<void> {
  await restoreToEnd(library, library.backupId);
  expect(await readLibraryState(library.file)).toEqual(restored);
  await prepareToEnd(library);
  const names = await readdir(library.folder);
  expect(names.filter((name) => !KEPT_NAMES.has(name))).toEqual([]);
  expect(await leftoversIn(library.backupsDir)).toEqual([]);
  await readBackups(library.backupsDir);
}
