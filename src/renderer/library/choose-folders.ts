/** Choosing folders: natively where that is possible. */
import { ChosenFoldersSchema, type FolderPurpose } from '../../shared/desktop-bridge.ts';

/** Whether this is a window of the desktop app, and not a browser. */
export function hasNativeDialogs(): boolean {
  return bridgeOfWindow() !== undefined;
}

/** The folders chosen in the desktop's dialog, none if it was cancelled; null in a browser. */
export async function chooseInNativeDialog(purpose: FolderPurpose): Promise<string[] | null> {
  const bridge = bridgeOfWindow();
  if (bridge === undefined) return null;
  return ChosenFoldersSchema.parse(await bridge.chooseFolders(purpose));
}

function bridgeOfWindow() {
  return window.fermataDesktop ?? window.fermataSplash;
}
