/** Choosing folders: natively where that is possible. */
import { ChosenFoldersSchema } from '../../shared/desktop-bridge.ts';

/** The folders chosen in the desktop's dialog, none if it was cancelled; null in a browser. */
export async function chooseInNativeDialog(): Promise<string[] | null> {
  const bridge = window.fermataDesktop;
  return bridge === undefined ? null : ChosenFoldersSchema.parse(await bridge.chooseFolders());
}
