/**
 * `npm start [-- --library FILE …]`: the desktop app. Electron is downloaded at the first start, and
 * what has not been built is built. Where the app cannot run, one line says why and the web process
 * starts in this terminal instead.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  downloadedElectron,
  type Ended,
  findHindrance,
  hasFailedToStart,
} from './find-electron.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const ELECTRON_VITE = join(PROJECT, 'node_modules/electron-vite/bin/electron-vite.js');
const FETCH_ELECTRON = join(PROJECT, 'scripts/fetch-electron.ts');
const ENTRIES = ['out/main/desktop.js', 'out/main/cli.js', 'out/renderer/index.html'];

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

async function start(args: readonly string[]): Promise<Ended> {
  if (!ENTRIES.every((entry) => existsSync(join(PROJECT, entry)))) {
    console.error('Building Fermata first.');
    const built = await run(process.execPath, [ELECTRON_VITE, 'build', '--logLevel', 'warn']);
    if (built.status !== 0) return built;
  }
  const hindrance = findHindrance();
  if (hindrance !== null) return startWebProcess(`${hindrance}: starting`, args);
  if (downloadedElectron() === null) {
    const fetched = await run(process.execPath, ['--use-env-proxy', FETCH_ELECTRON]);
    if (fetched.wasAskedToEnd) return fetched;
  }
  const electron = downloadedElectron();
  // The download has said why it failed.
  if (electron === null) return startWebProcess('Starting', args);
  const ended = await run(electron, [PROJECT, ...args]);
  return hasFailedToStart(ended)
    ? startWebProcess('Electron cannot run here: starting', args)
    : ended;
}

function startWebProcess(beginning: string, args: readonly string[]): Promise<Ended> {
  console.error(`${beginning} Fermata for the browser instead.`);
  return run(process.execPath, [join(PROJECT, 'out/main/cli.js'), 'serve', ...args]);
}

/** Runs a program in this terminal until it ends, and passes on the signals that this one gets. */
function run(file: string, args: readonly string[]): Promise<Ended> {
  const startedAt = performance.now();
  const child = spawn(file, args, { stdio: 'inherit' });
  let wasAskedToEnd = false;
  const onSignal = (signal: NodeJS.Signals) => {
    wasAskedToEnd = true;
    // Ctrl+C, and closing a terminal, reach everything in it.
    const hasItToo = process.stdin.isTTY && signal !== 'SIGTERM';
    if (!hasItToo) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, signal) => {
      for (const each of SIGNALS) process.off(each, onSignal);
      resolve({ status, signal, wasAskedToEnd, afterMs: performance.now() - startedAt });
    });
  });
}

const { status, signal } = await start(process.argv.slice(2));
// As a shell tells of a process that a signal ended.
process.exitCode = signal === null ? (status ?? 1) : 128 + constants.signals[signal];
