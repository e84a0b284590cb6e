/** What the buttons of the recovery view do, which the splash shows where a library cannot be used. */
import { dirname } from 'node:path';
import { app } from 'electron';
import type { SplashAction } from '../../../shared/desktop-bridge.ts';
import type { CurrentLibrary } from '../libraries/current-library.ts';
import type { LibraryCommands } from '../libraries/library-commands.ts';
import { logsFolder } from '../logs/log.ts';
import { openInBrowser } from '../menu/external-links.ts';
import { openFolder } from '../menu/open-folder.ts';
import type { PreviousVersion } from '../updates/previous-version.ts';
import { RELEASES_PAGE, releasePage } from '../updates/releases.ts';
import type { Updates } from '../updates/updates.ts';
import { copyDetails } from './failure-details.ts';

interface RecoveryOptions {
  readonly current: CurrentLibrary;
  readonly libraries: LibraryCommands;
  readonly updates: Updates;
  readonly previousVersion: PreviousVersion;
  /** Prepares the library again. */
  readonly retry: () => void;
}

/** Does what the person chose; settles when it is done. */
export async function recover(action: SplashAction, options: RecoveryOptions): Promise<void> {
  const { current, libraries, updates, previousVersion, retry } = options;
  switch (action) {
    case 'retry':
      return retry();
    case 'choose-library':
      return libraries.openOther();
    case 'previous-library':
      return libraries.goBack();
    case 'free-space':
      return openFolder(dirname(current.places().libraryFile));
    case 'update-app':
      return updates.updateNow();
    case 'previous-version':
      return openReleaseOf(previousVersion.version);
    case 'open-logs':
      return openFolder(logsFolder());
    case 'copy-details':
      return copyDetails(current.session.lifecycle.snapshot());
    case 'quit':
      app.quit();
  }
}

async function openReleaseOf(version: string | null): Promise<void> {
  await openInBrowser(version === null ? RELEASES_PAGE : releasePage(version));
}
