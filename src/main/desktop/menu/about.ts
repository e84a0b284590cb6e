/** *About Fermata*: what runs here, for people and for whoever helps them. */
import { app, type BrowserWindow, clipboard } from 'electron';
import type { LibrarySummary } from '../../../shared/api/library.ts';
import { commandTitle } from '../../../shared/commands.ts';
import { t } from '../../../shared/words/words.ts';
import { showMessage } from '../windows/message-box.ts';

/**
 * Shows it: in the panel that macOS has for it, elsewhere in a message that can be copied.
 *
 * @param library the open library, or null
 * @param window the window in front, or null
 * @param showLicences shows in the page of the library what Fermata is made of
 */
export async function showAbout(
  library: LibrarySummary | null,
  window: BrowserWindow | null,
  showLicences: () => void,
): Promise<void> {
  const details = describe(library);
  if (process.platform === 'darwin') {
    app.setAboutPanelOptions({ credits: details, copyright: t('dialogs.copyright') });
    app.showAboutPanel();
    return;
  }
  const message = `Fermata ${app.getVersion()}`;
  const chosen = await showMessage(window, {
    type: 'info',
    title: t('dialogs.about'),
    message,
    detail: `${details}\n\n${t('dialogs.copyright')}`,
    buttons: [
      t('actions.ok'),
      t('dialogs.copy'),
      // Without a library there is no page to show them: they lie beside the app, too.
      ...(library === null ? [] : [commandTitle('licences')]),
    ],
    defaultId: 0,
    cancelId: 0,
  });
  if (chosen === 1) clipboard.writeText(`${message}\n${details}`);
  if (chosen === 2) showLicences();
}

function describe(library: LibrarySummary | null): string {
  const { electron, chrome, node } = process.versions;
  return [
    library === null
      ? t('dialogs.noLibraryOpen')
      : t('dialogs.aboutLibrary', {
          file: library.file,
          version: String(library.schemaVersion),
        }),
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `${process.platform} ${process.arch}, ${process.getSystemVersion()}`,
  ].join('\n');
}
