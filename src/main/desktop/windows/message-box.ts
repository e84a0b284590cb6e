/** Native messages and questions, attached to the window that they are about. */
import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';

/**
 * Shows a message.
 *
 * @param window null where none is open
 * @returns the index of the button that was chosen
 */
export async function showMessage(
  window: BrowserWindow | null,
  options: MessageBoxOptions,
): Promise<number> {
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response;
}
