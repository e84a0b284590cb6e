/** The desktop app as a real process with real windows, driven from outside by Playwright. */
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright';
import { inject, onTestFinished, type TestContext } from 'vitest';

/** The project's folder: Electron becomes the app whose package.json lies in it. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

interface DesktopOptions {
  /** What names the library, as for the command line. */
  readonly args: readonly string[];
  /** For the app's own files (settings, logs); a second app with the same one is a second instance. */
  readonly home: string;
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
  { args, home }: DesktopOptions,
): DesktopCommand {
  const electronOffer = inject('electron');
  if ('missing' in electronOffer) return skip(electronOffer.missing);
  const { executable, env: runtimeEnv } = electronOffer.thing;
  return {
    executable,
    // Tests may run as root, which Chromium's sandbox refuses; there is no GPU to draw with.
    args: [PROJECT, '--no-sandbox', '--disable-gpu', `--user-data-dir=${home}`, ...args],
    env: { ...inheritedEnv(), ...runtimeEnv },
  };
}

/** Starts the desktop app on a library. It is closed when the test ends. */
export async function startDesktop(
  context: TestContext,
  options: DesktopOptions,
): Promise<ElectronApplication> {
  const { executable, args, env } = desktopCommand(context, options);
  const app = await electron.launch({ executablePath: executable, args: [...args], env });
  onTestFinished(() => app.close());
  return app;
}

/** The app's splash or main window, as soon as it is there. */
export async function windowOf(app: ElectronApplication, page: 'splash' | 'index'): Promise<Page> {
  for (;;) {
    const next = app.waitForEvent('window');
    // Nobody waits for it where the window is found among those that are there.
    next.catch(() => {});
    for (const window of app.windows()) {
      if ((await addressOf(window)) === `fermata://app/${page}.html`) return window;
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

function inheritedEnv(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
