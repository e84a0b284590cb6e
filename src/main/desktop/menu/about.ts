/** *About Fermata*: what runs here, for people and for whoever helps them. */
import { app, type BrowserWindow, clipboard } from 'electron';
import type { LibrarySummary } from '../../../shared/api/library.ts';
import { showMessage } from '../windows/message-box.ts';

const COPYRIGHT = '© The Fermata developers. MIT licence.';

/**
 * Shows it: in the panel that macOS has for it, elsewhere in a message that can be copied.
 *
 * @param library the open library, or null
 * @param window the window in front, or null
 */
export async function showAbout(
  library: LibrarySummary | null,
  window: BrowserWindow | null,
): Promise<void> {
  const details = describe(library);
  if (process.platform === 'darwin') {
    app.setAboutPanelOptions({ credits: details, copyright: COPYRIGHT });
    app.showAboutPanel();
    return;
  }
  const message = `Fermata ${app.getVersion()}`;
  const chosen = await showMessage(window, {
    type: 'info',
    title: 'About Fermata',
    message,
    detail: `${details}\n\n${COPYRIGHT}`,
    buttons: ['OK', 'Copy'],
    defaultId: 0,
    cancelId: 0,
  });
  if (chosen === 1) clipboard.writeText(`${message}\n${details}`);
}

function describe(library: LibrarySummary | null): string {
  const { electron, chrome, node } = process.versions;
  return [
    library === null
      ? 'No library is open.'
      : `Library: ${library.file} (schema version ${library.schemaVersion})`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `${process.platform} ${process.arch}, ${process.getSystemVersion()}`,
  ].join('\n');
}
