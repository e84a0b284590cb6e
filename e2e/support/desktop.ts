/** The desktop app as a real process with real windows, driven from outside by Playwright. */
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright';
import { inject, onTestFinished, type TestContext } from 'vitest';
import { displayOf } from './display.ts';
import { environmentWith, switchesOf } from './electron-switches.ts';
import { printFailedPages } from './failed-pages.ts';
import { makeScratchFolder } from './libraries.ts';
import { HANGS_MS, STEP_HANGS_MS } from './patience.ts';
import type { TestLibrary } from './test-library.ts';

/** The project's folder: Electron becomes the app whose package.json lies in it. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

interface DesktopOptions {
  /** What names the library, as for the command line. */
  readonly args: readonly string[];
  /** For the app's own files (settings, logs); a second app with the same one is a second instance. */
  readonly home: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** A command to run it through, which becomes it: `setpriv`, say. */
  readonly through?: readonly string[];
}

/** The command that starts the desktop app, to run it without Playwright. */
export interface DesktopCommand {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** How to start the desktop app on a library; skips the test where there is no Electron. */
export function desktopCommand(
  { skip }: TestContext,
  { args, home, env = {} }: DesktopOptions,
): DesktopCommand {
  const electronOffer = inject('electron');
  if ('missing' in electronOffer) return skip(electronOffer.missing);
  const { executable, sqliteBinding } = electronOffer.thing;
  const binding = sqliteBinding === null ? {} : { FERMATA_TEST_SQLITE_BINDING: sqliteBinding };
  return {
    executable,
    args: [PROJECT, ...switchesOf(home), ...args],
    env: { ...environmentWith(displayOf(electronOffer.thing)), ...binding, ...env },
  };
}

/** Starts the desktop app on a library. It is closed when the test ends. */
export async function startDesktop(
  context: TestContext,
  options: DesktopOptions,
): Promise<ElectronApplication> {
  const { executable, args, env } = desktopCommand(context, options);
  const executablePath =
    options.through === undefined ? executable : await wrapped([...options.through, executable]);
  const app = await electron.launch({ executablePath, args: [...args], env, timeout: HANGS_MS });
  app.context().setDefaultTimeout(STEP_HANGS_MS);
  onTestFinished(async () => {
    await printFailedPages(context, app.windows());
    await app.close();
  });
  return app;
}

/** Playwright puts its own arguments before all others: a program that takes them to a command. */
async function wrapped(command: readonly string[]): Promise<string> {
  const program = join(await makeScratchFolder(), 'electron');
  const words = command.map((word) => `'${word}'`).join(' ');
  await writeFile(program, `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o700 });
  return program;
}

/** Starts it on a library, with a folder of its own for everything else. */
export async function startOn(
  context: TestContext,
  { args }: Pick<TestLibrary, 'args'>,
  more: Pick<DesktopOptions, 'through'> = {},
) {
  const home = await makeScratchFolder();
  return { app: await startDesktop(context, { args, home, ...more }), home };
}

/** What a click on an item of the app's menu does; fails where it is off. */
export async function chooseFromMenu(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ Menu }, chosen) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(chosen);
    if (item?.enabled !== true) throw new Error(`The menu has no ${chosen} to choose.`);
    item.click();
  }, id);
}

/** The first row below the track list's head. */
export function firstTrack(window: Page) {
  return window.getByRole('row').nth(1);
}

/** The status that the app ends with; to be called before it is made to end. */
export async function exitStatus(app: ElectronApplication): Promise<unknown> {
  const [status] = await once(app.process(), 'exit');
  return status;
}

/** What the app that has this folder wrote into its log. */
export function logOf(home: string): Promise<string> {
  return readFile(join(home, 'logs/fermata.log'), 'utf8');
}

/** The app's splash or main window, as soon as it is there. */
export function windowOf(app: ElectronApplication, page: 'splash' | 'index'): Promise<Page> {
  return pageAmong({ open: () => app.windows(), next: () => app.waitForEvent('window') }, page);
}

/** The app's pages, however it is driven. */
interface Pages {
  open(): Page[];
  next(): Promise<Page>;
}

/** The page of the app's splash or main window, as soon as it is among those that are open. */
export async function pageAmong(pages: Pages, page: 'splash' | 'index'): Promise<Page> {
  for (;;) {
    const next = pages.next();
    // Nobody waits for it where the page is found among those that are there.
    next.catch(() => {});
    for (const open of pages.open()) {
      // Behind the # is which view it shows.
      const [address] = (await addressOf(open))?.split('#') ?? [];
      if (address === `fermata://app/${page}.html`) return open;
    }
    await next;
  }
}

/** The address of a window's page once it has one; null if the window is closed before that. */
async function addressOf(window: Page): Promise<string | null> {
  try {
    await window.waitForURL(/^fermata:/);
    return window.url();
  } catch (error) {
    if (window.isClosed()) return null;
    throw error;
  }
}
