/**
 * The running desktop app: puts its parts together, prepares the library, and has the windows follow
 * what becomes of it.
 */
import { join } from 'node:path';
import { app } from 'electron';
import { IPC } from '../../shared/ipc-channels.ts';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import type { LibrarySession } from '../library-session.ts';
import type { FetchHandler } from '../pages.ts';
import { closeBeforeEnd } from './failures/crash.ts';
import { recordPageProblems } from './failures/page-problems.ts';
import { CurrentLibrary } from './libraries/current-library.ts';
import { LibraryCommands } from './libraries/library-commands.ts';
import type { LibraryRequest } from './libraries/library-request.ts';
import { OpenedPlaylists } from './libraries/opened-playlists.ts';
import { logError } from './logs/log.ts';
import { offerReport } from './logs/save-report.ts';
import { AppMenu } from './menu/menu.ts';
import { menuActions } from './menu/menu-actions.ts';
import { Notifications } from './notifications/notifications.ts';
import { recover } from './recovery/recovery-actions.ts';
import { shutDownCleanly } from './shutdown/shutdown.ts';
import type { DesktopArguments } from './start/arguments.ts';
import type { OpenFileEvents } from './start/open-file-events.ts';
import type { LaterStarts } from './start/single-instance.ts';
import { PreviousVersion } from './updates/previous-version.ts';
import { Updates } from './updates/updates.ts';
import { readLibraryWork, whatToWaitFor } from './updates/what-to-wait-for.ts';
import { AppWindows } from './windows/app-windows.ts';
import type { MainWindow } from './windows/main-window.ts';
import { offerTracksInFolders } from './windows/show-track.ts';

export interface DesktopOptions {
  /** What the arguments of this start name. */
  readonly named: DesktopArguments;
  /** It has begun to load its page. */
  readonly mainWindow: MainWindow;
  /** Tells of files that the system wants opened. */
  readonly openFileEvents: OpenFileEvents;
  readonly laterStarts: LaterStarts;
}

/**
 * Starts the app, once Electron is ready: prepares the library, then shows it.
 *
 * @returns the API of the library that is open
 */
export function startDesktop(options: DesktopOptions): FetchHandler {
  const desktop = new DesktopApp(options);
  desktop.start(options);
  return desktop.api;
}

class DesktopApp {
  readonly #current: CurrentLibrary;
  readonly #windows: AppWindows;
  readonly #libraries: LibraryCommands;
  readonly #previousVersion = new PreviousVersion({
    file: join(app.getPath('userData'), 'last-version.json'),
    version: app.getVersion(),
    onProblem: logError,
  });
  readonly #updates: Updates;
  readonly #playlists: OpenedPlaylists;
  readonly #menu: AppMenu;
  readonly #notifications = new Notifications(() => void this.#windows.comeToFront());
  #isPreparing = false;
  #isClosing = false;

  constructor({ named, mainWindow }: DesktopOptions) {
    const current = new CurrentLibrary(named, {
      onLifecycle: (event) => this.#follow(event),
      onEvent: (event) => {
        this.#showMenu();
        this.#notifications.hear(event);
      },
      explain: (error) => this.#previousVersion.explain(error),
    });
    const windows = new AppWindows({
      main: mainWindow,
      snapshot: () => this.#session.lifecycle.snapshot(),
      isLibraryOpen: () => this.#session.library !== null,
      onAction: (action) =>
        recover(action, {
          current,
          libraries,
          updates,
          previousVersion: this.#previousVersion,
          retry: () => void this.#prepare(),
        }),
    });
    const libraries = new LibraryCommands({
      current,
      window: () => windows.front,
      isPreparing: () => this.#isPreparing,
      show: () => windows.comeToFront(),
      replace: (request) => this.#replace(request),
      onRecentChanged: () => this.#showMenu(),
    });
    const updates = new Updates({
      window: () => mainWindow.window,
      whatToWaitFor: async () =>
        whatToWaitFor(await readLibraryWork(this.#session, current.places())),
    });
    this.#current = current;
    this.#windows = windows;
    this.#libraries = libraries;
    this.#updates = updates;
    this.#playlists = new OpenedPlaylists({
      library: () => this.#session.library,
      window: () => mainWindow.window,
    });
    offerTracksInFolders(
      () => mainWindow.window,
      () => this.#session.library,
    );
    this.#menu = new AppMenu(menuActions({ current, libraries, windows, updates }));
  }

  get api(): FetchHandler {
    return this.#current.api;
  }

  get #session(): LibrarySession {
    return this.#current.session;
  }

  start({ named, openFileEvents, laterStarts }: DesktopOptions): void {
    const { main, splash } = this.#windows;
    closeBeforeEnd(() => this.#close());
    recordPageProblems(IPC.appProblem, () => main.window);
    recordPageProblems(IPC.splashProblem, () => splash.window);
    offerReport(
      () => this.#windows.front,
      (file) => this.#session.health.saveReport(file),
    );
    shutDownCleanly({
      close: () => this.#close(),
      install: (letQuit) => this.#updates.install(letQuit),
    });
    this.#showMenu();
    main.onOpenOrClosed(() => this.#showMenu());
    laterStarts.listen((later) => void this.#windows.attempt(() => this.#takeOver(later)));
    openFileEvents.listen(
      (file) => void this.#windows.attempt(() => this.#takeOver({ files: [file] })),
    );
    app.on('window-all-closed', () => this.#leaveWithoutWindows());
    app.on('activate', () => void this.#windows.comeToFront());
    void this.#playlists.open(named.files);
    void this.#prepare();
  }

  /**
   * Prepares the library and shows it.
   *
   * @param change makes another library the one to prepare, where it is not the one before
   */
  async #prepare(change: () => Promise<void> = async () => {}): Promise<void> {
    this.#isPreparing = true;
    try {
      await this.#windows.during(async () => {
        await change();
        await this.#current.prepare();
      });
    } catch {
      // It has been logged and told as an event.
    } finally {
      this.#isPreparing = false;
      this.#showMenu();
    }
  }

  /** Opens another library in place of this one. */
  async #replace(request: LibraryRequest): Promise<void> {
    await this.#prepare(() => {
      // Their pages listen to the library before.
      this.#windows.close();
      return this.#current.changeTo(request);
    });
  }

  /** The library is prepared when the app starts, and again after a backup was restored. */
  #follow(event: LifecycleEvent): void {
    // That what was under way was stopped is no failure to show to whoever stopped it.
    if (this.#isClosing) return;
    this.#windows.tell(event);
    if (event.event === 'ready') void this.#showLibrary();
    else if (event.event === 'failed') this.#windows.showRecovery();
  }

  async #showLibrary(): Promise<void> {
    await this.#windows.showLibrary();
    this.#previousVersion.hasOpened();
    void this.#playlists.open([]);
    this.#updates.start();
  }

  #showMenu(): void {
    const { library, backups } = this.#session;
    this.#menu.show({
      isLibraryShown: library !== null && this.#windows.main.window !== null,
      isScanning: library?.scanState().state === 'scanning',
      isWorkingOnBackups: backups.activity.state === 'running',
      isPreparing: this.#isPreparing,
      recentLibraries: this.#current.recent.files,
    });
  }

  /** A later start: it opens the library that it names, or shows the one that is open; then files. */
  async #takeOver(named: DesktopArguments): Promise<void> {
    await this.#libraries.openNamed(named);
    await this.#playlists.open(named.files);
  }

  /** Without windows, the app ends where apps do: not on macOS, nor between two libraries. */
  #leaveWithoutWindows(): void {
    if (process.platform !== 'darwin' && !this.#isPreparing) app.quit();
  }

  async #close(): Promise<void> {
    this.#isClosing = true;
    this.#updates.stop();
    await Promise.all([
      this.#current.close(),
      this.#previousVersion.written(),
      this.#windows.main.remembered(),
    ]);
  }
}
