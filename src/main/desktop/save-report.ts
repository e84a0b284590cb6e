/** Saves the library's health report where the person chooses. */
import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { z } from 'zod';
import type { SavedReport } from '../../shared/desktop-bridge.ts';
import { reportError } from '../../shared/errors.ts';
import { IPC } from '../../shared/ipc-channels.ts';
import { storageError } from '../lifecycle/storage-errors.ts';
import { answerCalls } from './ipc.ts';

/**
 * Answers the page that asks for it.
 *
 * @param window the window whose page may ask
 * @param report makes the report, fit to be sent to somebody
 */
export function offerReport(
  window: () => BrowserWindow | null,
  report: () => Promise<string>,
): void {
  answerCalls(IPC.saveReport, window, z.undefined(), (_nothing, asking) => save(asking, report));
}

async function save(window: BrowserWindow, report: () => Promise<string>): Promise<SavedReport> {
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    title: 'Save the report',
    defaultPath: 'fermata-report.json',
    filters: [{ name: 'Reports', extensions: ['json'] }],
  });
  if (canceled || filePath === '') return { isSaved: false, error: null };
  try {
    await writeFile(filePath, await report());
    return { isSaved: true, error: null };
  } catch (error) {
    return { isSaved: false, error: reportError(storageError(error, filePath) ?? error) };
  }
}
