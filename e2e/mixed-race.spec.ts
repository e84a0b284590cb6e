/**
 * Desktop apps, web processes and command lines that start at once on one old library: each step is
 * applied once, one backup is made, and all of them end on the new version without an error.
 */
import { describe, expect, type TestContext, test } from 'vitest';
import { LifecycleSnapshotSchema } from '../src/shared/api/lifecycle.ts';
import { readBackups } from './support/backups.ts';
import { firstTrack, startDesktop, windowOf } from './support/desktop.ts';
import { makeScratchFolder } from './support/libraries.ts';
import { readLibraryState } from './support/library-state.ts';
import { COUNT_APPLICATIONS, slowMigration } from './support/migration-sets.ts';
import { prepareToEnd } from './support/outcomes.ts';
import { startFermata } from './support/processes.ts';
import { RACES, rounds } from './support/rounds.ts';
import { copyLibrary, makeOldLibrary, type TestLibrary } from './support/test-library.ts';

/** Electron takes its time to start: the upgrade must not be over by then. */
const SLOW = slowMigration(20_000_000);

const COMMAND_LINES = 10;
const WEB_PROCESSES = 3;
const DESKTOP_APPS = 3;

describe('Sixteen processes of all hosts that start at once', () => {
  for (const round of rounds(RACES)) {
    test(`upgrade an old library once (round ${round})`, async (context) => {
      const original = await makeOldLibrary({ added: [COUNT_APPLICATIONS, SLOW] });
      const reference = await copyLibrary(original);
      await prepareToEnd(reference);
      const library = await copyLibrary(original);
      const before = await readLibraryState(library.file);

      const [desktops, others] = await Promise.all([
        Promise.all(repeat(DESKTOP_APPS, () => runDesktop(context, library))),
        Promise.all([
          ...repeat(WEB_PROCESSES, () => runWebProcess(library)),
          ...repeat(COMMAND_LINES, () => runCommandLine(library)),
        ]),
      ]);

      // Else the desktop apps came afterwards, and had no part in the race.
      expect(desktops.flat()).toContain('waiting');
      const events = [...desktops, ...others].flat();
      const steps = library.newVersion - library.oldVersion;
      expect(events.filter((event) => event === 'step-applied')).toHaveLength(steps);
      expect(events.filter((event) => event === 'backup-made')).toHaveLength(1);
      expect(events).not.toContain('failed');
      expect(await readLibraryState(library.file)).toEqual(await readLibraryState(reference.file));
      const backups = await readBackups(library.backupsDir);
      expect(backups.map(({ state }) => state)).toEqual([before]);
    });
  }
});

/** Each of these runs a host until the library is ready, ends it, and tells the events it told. */

async function runDesktop(context: TestContext, library: TestLibrary): Promise<string[]> {
  const home = await makeScratchFolder();
  const app = await startDesktop(context, { args: library.args, home });
  const window = await windowOf(app, 'index');
  await firstTrack(window).waitFor();
  const told = await window.evaluate("fetch('/api/lifecycle').then((answer) => answer.json())");
  await app.close();
  return LifecycleSnapshotSchema.parse(told).events.map(({ event }) => event);
}

async function runWebProcess(library: TestLibrary): Promise<string[]> {
  const web = startFermata(['serve', '--port', '0', ...library.args]);
  await web.waitFor('ready');
  web.kill('SIGTERM');
  expect(await web.ended).toMatchObject({ status: 0, result: { ok: true } });
  return web.lines.map(({ event }) => event);
}

async function runCommandLine(library: TestLibrary): Promise<string[]> {
  const commandLine = startFermata(['prepare', ...library.args]);
  expect(await commandLine.ended).toMatchObject({
    status: 0,
    result: { ok: true, toVersion: library.newVersion },
  });
  return commandLine.lines.map(({ event }) => event);
}

function repeat<Result>(times: number, start: () => Result): Result[] {
  return Array.from({ length: times }, start);
}
