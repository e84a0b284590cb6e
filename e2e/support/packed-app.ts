/**
 * The packaged app, driven through the debugging port of its pages: its fuses forbid the inspector
 * by which Playwright drives the main process elsewhere.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright';
import { inject, onTestFinished } from 'vitest';
import { packApp } from '../../scripts/pack-app.ts';
import { pageAmong } from './desktop.ts';
import { displayOf } from './display.ts';
import { environmentWith, switchesOf } from './electron-switches.ts';
import { STEP_HANGS_MS } from './patience.ts';
import type { Offer } from './unavailable.ts';

export interface PackedApp {
  readonly executable: string;
  /** The command through which it is started, where that is not from this process itself. */
  readonly through?: readonly string[];
  /** The folder with the app's archive. */
  readonly resources: string;
  readonly display: string | null;
  /** Removes it from the disk. */
  remove(): Promise<void>;
}

interface RunOptions {
  readonly args: readonly string[];
  /** For the app's own files; a second app with the same one is a second instance. */
  readonly home: string;
  /** Beside this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Connecting takes some tenths of a second. */
const CONNECTING_MS = 5_000;
const MOST_ATTEMPTS = 4;

interface RunningApp {
  readonly process: ChildProcess;
  /** What it has written to standard error so far. */
  readonly messages: readonly string[];
  /** The page of its splash or main window, as soon as that is there. */
  page(name: 'splash' | 'index'): Promise<Page>;
}

/** Packs what has been built, if there is an Electron to make an app of. */
export async function packForTests(): Promise<Offer<PackedApp>> {
  const electronOffer = inject('electron');
  if ('missing' in electronOffer) return electronOffer;
  const electron = electronOffer.thing;
  const folder = await mkdtemp(join(tmpdir(), 'fermata-packed-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const executable = await packApp({ electron, outputDir: folder, isDrivenByTests: true });
    const ofMac = process.platform === 'darwin';
    const resources = join(dirname(executable), ofMac ? '../Resources' : 'resources');
    return { thing: { executable, resources, display: displayOf(electron), remove } };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Starts a packed app until the test ends. */
export function runPacked(app: PackedApp, { args, home, env }: RunOptions): ChildProcess {
  const [command = app.executable, ...before] = [...(app.through ?? []), app.executable];
  const child = spawn(command, [...before, ...switchesOf(home), ...args], {
    env: { ...environmentWith(app.display), ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  });
  return child;
}

/** Starts a packed app to drive its pages; settles when they can be driven. */
export async function drivePacked(app: PackedApp, options: RunOptions): Promise<RunningApp> {
  const args = [...options.args, '--remote-debugging-port=0'];
  const child = runPacked(app, { ...options, args });
  const messages: string[] = [];
  const address = await debuggingAddress(child, messages);
  const browser = await connect(address);
  onTestFinished(() => browser.close());
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('The app has no context for its pages.');
  context.setDefaultTimeout(STEP_HANGS_MS);
  return {
    process: child,
    messages,
    page: (name) =>
      pageAmong({ open: () => context.pages(), next: () => context.waitForEvent('page') }, name),
  };
}

/** Playwright waits for ever for a page that closes while it connects, as the splash may. */
async function connect(address: string): Promise<Browser> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await chromium.connectOverCDP(address, { timeout: CONNECTING_MS });
    } catch (error) {
      if (attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

/** Where Chromium says that its pages can be debugged; what it writes is kept. */
async function debuggingAddress(child: ChildProcess, messages: string[]): Promise<string> {
  if (child.stderr === null) throw new Error('Nothing is read from the app.');
  const lines = createInterface(child.stderr);
  const found = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      messages.push(line);
      const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
  });
  const ended = once(child, 'exit').then(([status]) => {
    throw new Error(`The app ended (${status}): ${messages.join('\n')}`);
  });
  return Promise.race([found, ended]);
}
