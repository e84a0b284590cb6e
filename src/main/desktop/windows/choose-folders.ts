/** Folders that a person chooses in the native dialog, for the page of whichever window they look at. */
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { type FolderPurpose, FolderPurposeSchema } from '../../../shared/desktop-bridge.ts';
import { IPC } from '../../../shared/ipc-channels.ts';
import { t } from '../../../shared/words/words.ts';
import { answerCalls } from '../security/ipc.ts';

function dialogFor(purpose: FolderPurpose): OpenDialogOptions {
  if (purpose === 'music') {
    return {
      title: t('dialogs.chooseMusic'),
      buttonLabel: t('dialogs.scan'),
      properties: ['openDirectory', 'multiSelections'],
    };
  }
  if (purpose === 'new-place' || purpose === 'new-file') {
    return {
      title: t(purpose === 'new-file' ? 'dialogs.chooseNewFile' : 'dialogs.chooseNewPlace'),
      buttonLabel: t('dialogs.choose'),
      properties: [purpose === 'new-file' ? 'openFile' : 'openDirectory'],
    };
  }
  return {
    title: t(
      purpose === 'playlists' ? 'dialogs.choosePlaylistFolder' : 'dialogs.chooseSecondFolder',
    ),
    buttonLabel: t('dialogs.choose'),
    properties: ['openDirectory', 'createDirectory'],
  };
}

/** @param window whose page may ask for folders */
export function offerFolders(window: () => BrowserWindow | null): void {
  answerCalls(IPC.chooseFolders, window, FolderPurposeSchema, chooseFolders);
}

async function chooseFolders(purpose: FolderPurpose, window: BrowserWindow): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, dialogFor(purpose));
  return filePaths;
}
