/** Saves the library's health report where the person chooses. */
import { type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';
import type { SavedReport } from '../../../shared/desktop-bridge.ts';
import { reportError } from '../../../shared/errors.ts';
import { IPC } from '../../../shared/ipc-channels.ts';
import { t } from '../../../shared/words/words.ts';
import { answerCalls } from '../security/ipc.ts';

type SaveReport = (file: string) => Promise<void>;

/**
 * Answers the page that asks for it.
 *
 * @param window the window whose page may ask
 * @param saveReport writes the report, fit to be sent to somebody, into a file
 */
export function offerReport(window: () => BrowserWindow | null, saveReport: SaveReport): void {
  answerCalls(IPC.saveReport, window, z.undefined(), (_nothing, asking) =>
    save(asking, saveReport),
  );
}

async function save(window: BrowserWindow, saveReport: SaveReport): Promise<SavedReport> {
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    title: t('dialogs.saveReport'),
    defaultPath: 'fermata-report.json',
    filters: [{ name: t('dialogs.reports'), extensions: ['json'] }],
  });
  if (canceled || filePath === '') return { isSaved: false, error: null };
  try {
    await saveReport(filePath);
    return { isSaved: true, error: null };
  } catch (error) {
    return { isSaved: false, error: reportError(error) };
  }
}
