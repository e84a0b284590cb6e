/** Remembers the libraries that were open, in the app's own settings and with the system. */
import { join } from 'node:path';
import { app } from 'electron';
import { logError } from '../logs/log.ts';
import { SettingsFile } from '../settings-file.ts';
import { NO_RECENT, RecentListSchema, withOpened, withoutFile } from './recent-list.ts';

export class RecentLibraries {
  readonly #list = new SettingsFile({
    file: join(app.getPath('userData'), 'recent-libraries.json'),
    schema: RecentListSchema,
    initial: NO_RECENT,
    onProblem: logError,
  });

  /** Their files, the last opened first. */
  get files(): readonly string[] {
    return this.#list.settings.files;
  }

  /** The library that a start opens that names none; null where nobody chose one. */
  get chosen(): string | null {
    return this.#list.settings.chosen;
  }

  /**
   * Remembers a library that was opened.
   *
   * @param isChosen whether a person chose it in the app, rather than for one start
   */
  opened(file: string, isChosen: boolean): void {
    // The dock's and the taskbar's list, where there is one.
    app.addRecentDocument(file);
    this.#list.set(withOpened(this.#list.settings, file, isChosen));
  }

  /** Takes a library off the list; its file is left alone. */
  forget(file: string): void {
    this.#list.set(withoutFile(this.#list.settings, file));
  }

  /** Takes all of them off the list. */
  forgetAll(): void {
    app.clearRecentDocuments();
    this.#list.set({ ...this.#list.settings, files: [] });
  }

  /** Settles when everything is on the disk. */
  written(): Promise<void> {
    return this.#list.written();
  }
}
