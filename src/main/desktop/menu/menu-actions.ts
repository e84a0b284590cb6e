/** What the items of the menu do. */
import { existsSync } from 'node:fs';
import type { MenuCommand } from '../../../shared/desktop-bridge.ts';
import { t } from '../../../shared/words/words.ts';
import type { CurrentLibrary } from '../libraries/current-library.ts';
import type { LibraryCommands } from '../libraries/library-commands.ts';
import { logsFolder } from '../logs/log.ts';
import { RELEASES_PAGE } from '../updates/releases.ts';
import type { Updates } from '../updates/updates.ts';
import type { AppWindows } from '../windows/app-windows.ts';
import { showMessage } from '../windows/message-box.ts';
import { showAbout } from './about.ts';
import { openInBrowser } from './external-links.ts';
import { NEW_ISSUE_PAGE, WEBSITE } from './known-pages.ts';
import type { MenuActions } from './menu-template.ts';
import { openFolder } from './open-folder.ts';

interface MenuActionsOptions {
  readonly current: CurrentLibrary;
  readonly libraries: LibraryCommands;
  readonly windows: AppWindows;
  readonly updates: Updates;
}

export function menuActions(options: MenuActionsOptions): MenuActions {
  const { libraries, windows, updates } = options;
  const inPage = (command: MenuCommand) => () => windows.main.send(command);
  const act = (work: () => Promise<void>) => () => void windows.attempt(work);
  return {
    about: act(() => aboutLibrary(options)),
    'back-up': inPage('back-up'),
    'check-for-updates': act(() => updates.check()),
    'clear-recent': () => libraries.forgetRecent(),
    find: inPage('find'),
    mute: inPage('mute'),
    'new-playlist': inPage('new-playlist'),
    undo: inPage('undo'),
    redo: inPage('redo'),
    'new-library': act(() => libraries.makeNew()),
    'next-track': inPage('next-track'),
    'open-library': act(() => libraries.openOther()),
    'open-logs': act(() => openFolder(logsFolder())),
    openRecent: (file) => void windows.attempt(() => libraries.openRecent(file)),
    'library-health': inPage('library-health'),
    licences: inPage('licences'),
    'play-pause': inPage('play-pause'),
    'previous-track': inPage('previous-track'),
    releases: act(() => openInBrowser(RELEASES_PAGE)),
    'report-issue': act(() => openInBrowser(NEW_ISSUE_PAGE)),
    restore: inPage('restore'),
    'read-all-again': inPage('read-all-again'),
    'scan-folder': inPage('scan-folder'),
    'show-backups': act(() => showBackups(options)),
    'volume-down': inPage('volume-down'),
    'volume-up': inPage('volume-up'),
    website: act(() => openInBrowser(WEBSITE)),
  };
}

async function aboutLibrary({ current, windows }: MenuActionsOptions): Promise<void> {
  const library = await current.session.library?.calls.summary({});
  await showAbout(library ?? null, windows.front, () => windows.main.send('licences'));
}

async function showBackups({ current, windows }: MenuActionsOptions): Promise<void> {
  const { backupsDir } = current.places();
  if (existsSync(backupsDir)) return openFolder(backupsDir);
  await showMessage(windows.front, {
    type: 'info',
    message: t('dialogs.noBackupsYet'),
    detail: t('dialogs.backupsFolder', { folder: backupsDir }),
  });
}
