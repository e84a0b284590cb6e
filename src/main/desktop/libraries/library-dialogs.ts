/** What a person is asked natively about libraries: which one to open, and what that would stop. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import type { BackupActivity } from '../../../shared/backups.ts';
import { FermataError } from '../../../shared/errors.ts';
import { t, type WordsKey, words } from '../../../shared/words/words.ts';
import type { LibrarySession } from '../../library-session.ts';
import { showMessage } from '../windows/message-box.ts';

/** The name of a library in a folder that is its own, as the one that all hosts share has it. */
const LIBRARY_FILE_NAME = 'library.db';

function openLibrary(): OpenDialogOptions {
  return {
    title: t('dialogs.openLibrary'),
    buttonLabel: t('dialogs.open'),
    properties: ['openFile'],
    filters: [
      { name: t('dialogs.libraries'), extensions: ['db'] },
      { name: t('dialogs.allFiles'), extensions: ['*'] },
    ],
  };
}

/** Asks for the file of an existing library; null if the person thought better of it. */
export async function chooseLibrary(window: BrowserWindow | null): Promise<string | null> {
  const { filePaths } = await (window === null
    ? dialog.showOpenDialog(openLibrary())
    : dialog.showOpenDialog(window, openLibrary()));
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
    title: t('dialogs.newLibrary'),
    buttonLabel: t('dialogs.create'),
    nameFieldLabel: t('dialogs.name'),
    defaultPath: join(app.getPath('music'), t('dialogs.libraryFolder')),
  };
  const { filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (filePath === undefined || filePath === '') return null;
  try {
    await mkdir(filePath, { recursive: true });
  } catch (cause) {
    throw new FermataError('NO_PERMISSION', words('dialogs.cannotCreate', { folder: filePath }), {
      advice: words('dialogs.otherName'),
      libraryState: words('errors.nothingCreated'),
      cause,
    });
  }
  return join(filePath, LIBRARY_FILE_NAME);
}

/** What stopping a piece of work means, in plain words. */
interface StoppableWork {
  readonly question: WordsKey;
  readonly consequence: WordsKey;
  readonly keep: WordsKey;
}

const SCAN = {
  question: 'dialogs.stopScanning',
  consequence: 'dialogs.scanKept',
  keep: 'dialogs.keepScanning',
} as const satisfies StoppableWork;

const WORK_ON_BACKUPS = {
  'back-up': {
    question: 'dialogs.stopBackUp',
    consequence: 'dialogs.backUpRemoved',
    keep: 'dialogs.keepBackingUp',
  },
  copy: {
    question: 'dialogs.stopCopying',
    consequence: 'dialogs.copiedLater',
    keep: 'dialogs.keepCopying',
  },
  verify: {
    question: 'dialogs.stopVerifying',
    consequence: 'dialogs.verifiedLater',
    keep: 'dialogs.keepVerifying',
  },
  restore: {
    question: 'dialogs.stopRestoring',
    consequence: 'dialogs.restoreUndone',
    keep: 'dialogs.keepRestoring',
  },
  salvage: {
    question: 'dialogs.stopSalvaging',
    consequence: 'dialogs.salvageUndone',
    keep: 'dialogs.keepSalvaging',
  },
} as const satisfies Record<Exclude<BackupActivity['work'], 'none'>, StoppableWork>;

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
    message: t(running.question),
    detail: t('dialogs.stopFirst', { consequence: t(running.consequence) }),
    buttons: [t(running.keep), t('dialogs.stopAndOpen')],
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
    message: t('dialogs.libraryMissing'),
    detail: t('dialogs.connectDisk', { file }),
    buttons: [t('actions.ok'), t('dialogs.removeRecent')],
    defaultId: 0,
    cancelId: 0,
  });
  return chosen === 1;
}
