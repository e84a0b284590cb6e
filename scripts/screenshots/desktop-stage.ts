/** The built desktop app on a display of its own, started for one screen after the other. */
import { fileURLToPath } from 'node:url';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright';
import { prepareElectron } from '../../e2e/support/electron-runtime.ts';
import { environmentWith, switchesOf } from '../../e2e/support/electron-switches.ts';
import { startXServer } from '../../e2e/support/x-server.ts';
import type { Album, Size } from './album.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

interface LaunchOptions {
  /** A folder for the app's own files. */
  readonly home: string;
  /** What names the library. */
  readonly args: readonly string[];
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the app; whoever does so ends it. */
export type Launch = (options: LaunchOptions) => Promise<ElectronApplication>;

/** Has the app and a display for it, while something is shown. */
export async function withDesktop(show: (launch: Launch) => Promise<void>): Promise<void> {
  const { executable, sqliteBinding } = await prepareElectron();
  const xServer = await startXServer();
  const binding = sqliteBinding === null ? {} : { FERMATA_TEST_SQLITE_BINDING: sqliteBinding };
  try {
    await show(({ home, args, env = {} }) =>
      electron.launch({
        executablePath: executable,
        args: [PROJECT, ...switchesOf(home), ...args],
        env: { ...environmentWith(xServer.display), ...binding, ...env },
      }),
    );
  } finally {
    xServer.stop();
  }
}

/** Takes the pictures of a window of the app, which has its size again afterwards. */
export async function takeWindow(
  screen: string,
  {
    app,
    page,
    size,
  }: { readonly app: ElectronApplication; readonly page: Page; readonly size: Size },
  album: Album,
): Promise<void> {
  const window = await app.browserWindow(page);
  await album.take(screen, page, size, async ({ width, height }) => {
    await window.evaluate(
      (each, [wantedWidth, wantedHeight]) => each.setContentSize(wantedWidth, wantedHeight),
      [width, Math.min(height, size.height)] as const,
    );
    await page.waitForFunction(`innerWidth === ${width}`);
  });
}
