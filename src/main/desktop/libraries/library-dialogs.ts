/** What a person is asked natively about libraries: which one to open, and what that would stop. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { BackupActivity } from '../../../shared/backups.ts';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import type { LibrarySession } from '../../library-session.ts';
import { showMessage } from '../windows/message-box.ts';

/** The name of a library in a folder that is its own, as the one that all hosts share has it. */
const LIBRARY_FILE_NAME = 'library.db';

const OPEN_LIBRARY: OpenDialogOptions = {
  title: 'Open Library',
  buttonLabel: 'Open',
  properties: ['openFile'],
  filters: [
    { name: 'Fermata libraries', extensions: ['db'] },
    { name: 'All files', extensions: ['*'] },
  ],
};

/** Asks for the file of an existing library; null if the person thought better of it. */
export async function chooseLibrary(window: BrowserWindow | null): Promise<string | null> {
  const { filePaths } = await (window === null
    ? dialog.showOpenDialog(OPEN_LIBRARY)
    : dialog.showOpenDialog(window, OPEN_LIBRARY));
  return filePaths[0] ?? null;
}

/**
 * Asks for the name of a new library, and makes its folder: each library has one of its own, where
 * its backups find room beside it.
 *
 * @returns the library's file to be; null if the person thought better of it
 * @throws FermataError `NO_PERMISSION` if the folder cannot be made
 */
export async function nameNewLibrary(window: BrowserWindow | null): Promise<string | null> {
  const options = {
    title: 'New Library',
    buttonLabel: 'Create',
    nameFieldLabel: 'Name:',
    defaultPath: join(app.getPath('music'), 'Fermata Library'),
  };
  const { filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (filePath === undefined || filePath === '') return null;
  try {
    await mkdir(filePath, { recursive: true });
  } catch (cause) {
    throw new FermataError('NO_PERMISSION', `The folder ${filePath} cannot be made.`, {
      advice: 'Choose another name, or another place.',
      libraryState: words('errors.nothingCreated'),
      cause,
    });
  }
  return join(filePath, LIBRARY_FILE_NAME);
}

/** What stopping a piece of work means, in plain words. */
interface StoppableWork {
  readonly question: string;
  readonly consequence: string;
  readonly keep: string;
}

const SCAN: StoppableWork = {
  question: 'Stop scanning?',
  consequence: 'What has been read so far stays in the library.',
  keep: 'Keep Scanning',
};

const WORK_ON_BACKUPS: Record<Exclude<BackupActivity['work'], 'none'>, StoppableWork> = {
  'back-up': {
    question: 'Stop making the backup?',
    consequence: 'The unfinished backup is removed. The library is not touched.',
    keep: 'Keep Backing Up',
  },
  copy: {
    question: 'Stop copying backups?',
    consequence: 'What is not copied yet is copied when the library is open again.',
    keep: 'Keep Copying',
  },
  verify: {
    question: 'Stop verifying backups?',
    consequence: 'Nothing is changed. They can be verified again.',
    keep: 'Keep Verifying',
  },
  restore: {
    question: 'Stop restoring the backup?',
    consequence: 'What has been done so far is undone, and the library stays as it was.',
    keep: 'Keep Restoring',
  },
  salvage: {
    question: 'Stop adding what was salvaged?',
    consequence: 'What has been added so far is undone. The damaged library is kept.',
    keep: 'Keep Adding',
  },
};

/** Asks whether to stop what runs in a library, so that it can be closed; true where nothing does. */
export async function mayClose(
  { library, backups }: LibrarySession,
  window: BrowserWindow | null,
): Promise<boolean> {
  const { state, work } = backups.activity;
  const isScanning = library?.scanState().state === 'scanning';
  const running =
    state === 'running' && work !== 'none' ? WORK_ON_BACKUPS[work] : isScanning ? SCAN : null;
  if (running === null) return true;
  const chosen = await showMessage(window, {
    type: 'question',
    message: running.question,
    detail: `Another library can be opened once this has stopped. ${running.consequence}`,
    buttons: [running.keep, 'Stop and Open'],
    defaultId: 0,
    cancelId: 0,
  });
  return chosen === 1;
}

/**
 * Says that a library of the recent ones is not there.
 *
 * @returns whether to take it off the list
 */
export async function sayThatMissing(file: string, window: BrowserWindow | null): Promise<boolean> {
  const chosen = await showMessage(window, {
    type: 'warning',
    message: 'The library is not there',
    detail: `${file}\n\nIf it is on a disk that is not connected, connect it and try again.`,
    buttons: ['OK', 'Remove from Open Recent'],
    defaultId: 0,
    cancelId: 0,
  });
  return chosen === 1;
}
