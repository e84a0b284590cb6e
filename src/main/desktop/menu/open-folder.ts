/** A folder, shown by the system's file manager. */
import { shell } from 'electron';

/** @throws Error if the system cannot show it */
export async function openFolder(folder: string): Promise<void> {
  const problem = await shell.openPath(folder);
  if (problem !== '') throw new Error(`${folder} cannot be shown: ${problem}`);
}
