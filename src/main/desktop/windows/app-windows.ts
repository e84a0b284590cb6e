/**
 * Which window there is when: the splash while the library is prepared or cannot be used, the main
 * window once it is ready. A person never sees both.
 */
import { app, type BrowserWindow } from 'electron';
import type { LifecycleSnapshot } from '../../../shared/api/lifecycle.ts';
import type { SplashAction } from '../../../shared/desktop-bridge.ts';
import { isLibraryAtRisk, sentencesOf, toFermataError } from '../../../shared/errors.ts';
import type { LifecycleEvent } from '../../../shared/lifecycle-events.ts';
import { logError } from '../logs/log.ts';
import { offerFolders } from './choose-folders.ts';
import type { MainWindow } from './main-window.ts';
import { showMessage } from './message-box.ts';
import { Splash } from './splash.ts';

/** A library that is ready sooner is opened without a splash: it would only flash; milliseconds. */
const SPLASH_DELAY_MS = 300;

interface AppWindowsOptions {
  readonly main: MainWindow;
  /** What has happened to the library so far. */
  readonly snapshot: () => LifecycleSnapshot;
  /** Does what the person chose in the recovery view; settles when it is done. */
  readonly onAction: (action: SplashAction) => Promise<void>;
  readonly isLibraryOpen: () => boolean;
}

export class AppWindows {
  readonly main: MainWindow;
  readonly splash: Splash;
  readonly #isLibraryOpen: () => boolean;

  constructor({ main, snapshot, onAction, isLibraryOpen }: AppWindowsOptions) {
    this.main = main;
    this.splash = new Splash({ snapshot, onAction, onClosedByPerson: () => app.quit() });
    this.#isLibraryOpen = isLibraryOpen;
    offerFolders(() => this.front);
  }

  /** The window that a person has before them; null where there is none. */
  get front(): BrowserWindow | null {
    return this.main.seen ?? this.splash.window;
  }

  /** Shows how preparing the library goes, for as long as the work does, if that is not over at once. */
  async during(work: () => Promise<void>): Promise<void> {
    const splashDelay = setTimeout(() => this.splash.show(), SPLASH_DELAY_MS);
    try {
      await work();
    } finally {
      clearTimeout(splashDelay);
    }
  }

  /** Shows what happens to the library. */
  tell(event: LifecycleEvent): void {
    this.splash.tell(event);
  }

  async showLibrary(): Promise<void> {
    await this.main.open();
    this.splash.close();
  }

  /** Shows what can be done about a library that cannot be used. */
  showRecovery(): void {
    this.splash.show();
    this.main.close();
  }

  /** Takes all windows away. */
  close(): void {
    this.main.close();
    this.splash.close();
  }

  /** Shows the window that there is, or opens it again. */
  async comeToFront(): Promise<void> {
    if (this.front === null && this.#isLibraryOpen()) await this.main.open();
    const window = this.front;
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Does what a person asked for; what fails is said. */
  async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      logError('What was asked for could not be done', thrown);
      const error = toFermataError(thrown);
      const { message, libraryState, advice } = sentencesOf(error);
      await showMessage(this.front, {
        type: 'error',
        message,
        detail: isLibraryAtRisk(error.code) ? `${libraryState}\n\n${advice}` : advice,
      });
    }
  }
}
