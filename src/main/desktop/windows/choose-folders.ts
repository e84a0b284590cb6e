/** Folders that a person chooses in the native dialog, for the page of whichever window they look at. */
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { type FolderPurpose, FolderPurposeSchema } from '../../../shared/desktop-bridge.ts';
import { IPC } from '../../../shared/ipc-channels.ts';
import { answerCalls } from '../security/ipc.ts';

const FOLDER_DIALOGS: Record<FolderPurpose, OpenDialogOptions> = {
  music: {
    title: 'Choose folders with music',
    buttonLabel: 'Scan',
    properties: ['openDirectory', 'multiSelections'],
  },
  'copies-of-backups': {
    title: 'Choose a second folder for backups',
    buttonLabel: 'Choose',
    properties: ['openDirectory', 'createDirectory'],
  },
};

/** @param window whose page may ask for folders */
export function offerFolders(window: () => BrowserWindow | null): void {
  answerCalls(IPC.chooseFolders, window, FolderPurposeSchema, chooseFolders);
}

async function chooseFolders(purpose: FolderPurpose, window: BrowserWindow): Promise<string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, FOLDER_DIALOGS[purpose]);
  return filePaths;
}
