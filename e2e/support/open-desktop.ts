/** The desktop app with a window that shows a library, or the splash that says why it cannot. */
import type { ElectronApplication, Page } from 'playwright';
import type { TestContext } from 'vitest';
import { firstTrack, startOn, windowOf } from './desktop.ts';
import { makeCurrentLibrary, makeOldLibrary } from './test-library.ts';

interface OpenDesktop {
  readonly app: ElectronApplication;
  readonly window: Page;
  /** The folder for the app's own files: its log is in it. */
  readonly home: string;
}

/** Shows the tracks of a library in the main window. */
export async function openMainWindow(
  context: TestContext,
  switches: readonly string[] = [],
): Promise<OpenDesktop> {
  const { args } = await makeCurrentLibrary();
  const { app, home } = await startOn(context, { args: [...args, ...switches] });
  const window = await windowOf(app, 'index');
  await firstTrack(window).waitFor();
  return { app, window, home };
}

/** Shows on the splash that a library could not be upgraded. */
export async function openSplash(context: TestContext): Promise<OpenDesktop> {
  const broken = ['broken', 'UPDATE nowhere SET a = 1;'] as const;
  const { app, home } = await startOn(context, await makeOldLibrary({ added: [broken] }));
  const window = await windowOf(app, 'splash');
  await window.getByText('MIGRATION_FAILED').waitFor();
  return { app, window, home };
}
