/**
 * `npm start` on a machine that cannot show a window: one line says why, and Fermata is there all
 * the same, in the browser, until it is told to stop.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, type TestContext, test } from 'vitest';
import { findCommand } from './support/commands.ts';
import { digestFolder, makeScratchFolder } from './support/libraries.ts';
import { FermataProcess } from './support/processes.ts';
import { makeCurrentLibrary, makeOldLibrary, type TestLibrary } from './support/test-library.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** As on a machine that nobody sits at. */
const NO_DISPLAY = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined };

describe('npm start without a display', () => {
  test('says why in one line, and opens the library for the browser', async (context) => {
    const library = await makeOldLibrary();
    const started = start(context, library.args);
    const { url } = await started.waitFor('listening');
    const { fromVersion, toVersion } = await started.waitFor('ready');
    expect([fromVersion, toVersion]).toEqual([library.oldVersion, library.newVersion]);
    expect(started.stderr).toMatch(/^[^\n]+: starting Fermata for the browser instead\.\n$/);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(303);
    // The process behind it would outlive a SIGKILL.
    started.kill('SIGTERM');
    await started.ended;
  });

  test('ends cleanly on SIGTERM', async (context) => {
    const library = await makeCurrentLibrary();
    const started = start(context, library.args);
    await started.waitFor('ready');
    started.kill('SIGTERM');
    expect(await started.ended).toMatchObject({ status: 0, result: { ok: true } });
    expect(await filesIn(library)).not.toContain('library.db-wal');
  });

  test('ends cleanly on Ctrl+C in its terminal', async (context) => {
    const library = await makeCurrentLibrary();
    // npm itself ends with status 130 on Ctrl+C, whatever it runs.
    // A shell that waits for it would end with 130 as well: it becomes the command.
    const command = `exec '${process.execPath}' scripts/start.ts --json --library '${library.file}'`;
    const terminal = await startInTerminal(context, command);
    await terminal.until('"event":"ready"');
    terminal.type('\x03');
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain('"event":"result","ok":true');
    expect(await filesIn(library)).not.toContain('library.db-wal');
  });

  test('ends as the web process does', async (context) => {
    const file = join(await makeScratchFolder(), 'library.db');
    await writeFile(file, 'no library');
    const started = start(context, ['--library', file]);
    expect(await started.ended).toMatchObject({ status: 16, result: { code: 'NOT_A_LIBRARY' } });
  });
});

/** Starts Fermata without a display; skips the test where it needs none. */
function start({ skip }: TestContext, args: readonly string[]): FermataProcess {
  if (process.platform !== 'linux') skip('A desktop can be had without a display server here');
  const file = fileURLToPath(new URL('../scripts/start.ts', import.meta.url));
  return new FermataProcess(process.execPath, [file, '--json', ...args], { env: NO_DISPLAY });
}

/** Runs a command line in a terminal of its own, as somebody who types there. */
async function startInTerminal({ skip }: TestContext, commandLine: string) {
  const script = await findCommand('script');
  if (process.platform !== 'linux' || script === null) skip('There is no `script` (util-linux)');
  const shell = spawn('script', ['--quiet', '--return', '--command', commandLine, '/dev/null'], {
    cwd: PROJECT,
    env: { ...process.env, ...NO_DISPLAY },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
  });
  const ended = once(shell, 'close').then(([status]) => status);
  onTestFinished(() => void shell.kill('SIGKILL'));
  return {
    ended,
    screen: () => screen,
    type: (keys: string) => shell.stdin.write(keys),
    until: async (text: string) => {
      while (!screen.includes(text)) await once(shell.stdout, 'data');
    },
  };
}

async function filesIn({ folder }: TestLibrary): Promise<string[]> {
  return Object.keys(await digestFolder(folder));
}
