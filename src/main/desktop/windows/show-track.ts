/** Shows the file of a track in its folder, by the system's own program for files. */
import { type BrowserWindow, shell } from 'electron';
import { z } from 'zod';
import { IPC } from '../../../shared/ipc-channels.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import type { Library } from '../../library/library.ts';
import { answerCalls } from '../security/ipc.ts';

/**
 * @param window whose page may ask for it: by a track's id, so that it can show no other file
 * @param library the one that is open
 */
export function offerTracksInFolders(
  window: () => BrowserWindow | null,
  library: () => Library | null,
): void {
  answerCalls(IPC.showTrack, window, z.number().int().positive(), async (id) => {
    const file = await library()?.calls.trackFile({ id });
    if (file != null) shell.showItemInFolder(fileOfTrack(file.path));
  });
}
