/**
 * Sixteen processes start at once on one library, old or not there yet: each step is applied once,
 * one backup is made, and all of them end on the new version without an error.
 */
import { describe, expect, test } from 'vitest';
import { readBackups } from './support/backups.ts';
import { readLibraryState } from './support/library-state.ts';
import { COUNT_APPLICATIONS } from './support/migration-sets.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { type FermataProcess, startFermata } from './support/processes.ts';
import {
  copyLibrary,
  makeMissingLibrary,
  makeOldLibrary,
  type TestLibrary,
} from './support/test-library.ts';

const ROUNDS = Array.from({ length: 20 }, (_, index) => index + 1);
const NEW_LIBRARY_ROUNDS = [1, 2, 3];

const COMMAND_LINES = 11;
const WEB_PROCESSES = 5;

describe('Sixteen processes that start at once', () => {
  test.each(ROUNDS)('on an old library upgrade it once (round %i)', async () => {
    const original = await makeOldLibrary({ added: [COUNT_APPLICATIONS] });
    const reference = await copyLibrary(original);
    await prepareToEnd(reference);
    const library = await copyLibrary(original);
    const before = await readLibraryState(library.file);

    const processes = await race(library);

    const steps = library.newVersion - library.oldVersion;
    expect(countEvents(processes, 'step-applied')).toBe(steps);
    expect(countEvents(processes, 'backup-made')).toBe(1);
    // The ledger, and every row: one that was changed twice would differ.
    expect(await readLibraryState(library.file)).toEqual(await readLibraryState(reference.file));
    const backups = await readBackups(library.backupsDir);
    expect(backups.map(({ state }) => state)).toEqual([before]);
  });

  test.each(NEW_LIBRARY_ROUNDS)('without a library create it once (round %i)', async () => {
    const original = await makeOldLibrary();
    const reference = await makeMissingLibrary(original);
    await prepareToEnd(reference);
    const library = await makeMissingLibrary(original);

    const processes = await race(library);

    expect(countEvents(processes, 'step-applied')).toBe(library.newVersion);
    expect(await readLibraryState(library.file)).toEqual(await readLibraryState(reference.file));
    expect(await readBackups(library.backupsDir)).toEqual([]);
  });
});

/** Starts all processes at once and waits until each has the library ready and has ended well. */
async function race(library: TestLibrary): Promise<FermataProcess[]> {
  const commandLines = Array.from({ length: COMMAND_LINES }, () =>
    startFermata(['prepare', ...library.args]),
  );
  const webProcesses = Array.from({ length: WEB_PROCESSES }, () =>
    startFermata(['serve', '--port', '0', ...library.args]),
  );
  const processes = [...commandLines, ...webProcesses];
  await Promise.all(processes.map((process) => expectReady(process, library.newVersion)));
  // Else they came one after the other, and there was no race.
  expect(countEvents(processes, 'done-by-another-process')).toBeGreaterThan(0);
  for (const web of webProcesses) web.kill('SIGTERM');
  for (const process of processes) {
    const { status, result } = await process.ended;
    expect({ status, result }).toMatchObject({ status: 0, result: { ok: true } });
    expect(countEvents([process], 'failed')).toBe(0);
  }
  return processes;
}

async function expectReady(process: FermataProcess, version: number): Promise<void> {
  const ready = await process.waitFor('ready');
  expect(ready.toVersion).toBe(version);
}

function countEvents(processes: readonly FermataProcess[], name: string): number {
  return processes.flatMap(({ lines }) => lines).filter((line) => line.event === name).length;
}
