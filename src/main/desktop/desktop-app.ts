/** The running desktop app: which window there is when, and what the person's choices do. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, type BrowserWindow, clipboard, shell } from 'electron';
import type { MenuCommand, SplashAction } from '../../shared/desktop-bridge.ts';
import { describeInDetail } from '../../shared/error-details.ts';
import { toFermataError } from '../../shared/errors.ts';
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
import { logError, logsFolder, withoutPaths } from './logs/log.ts';
import { offerReport } from './logs/save-report.ts';
import { showAbout } from './menu/about.ts';
import { openInBrowser } from './menu/external-links.ts';
import { NEW_ISSUE_PAGE, WEBSITE } from './menu/known-pages.ts';
import { AppMenu } from './menu/menu.ts';
import type { MenuActions } from './menu/menu-template.ts';
import { Notifications } from './notifications/notifications.ts';
import { shutDownCleanly } from './shutdown/shutdown.ts';
import type { DesktopArguments } from './start/arguments.ts';
import type { OpenFileEvents } from './start/open-file-events.ts';
import type { LaterStarts } from './start/single-instance.ts';
import { PreviousVersion } from './updates/previous-version.ts';
import { RELEASES_PAGE, releasePage } from './updates/releases.ts';
import { Updates } from './updates/updates.ts';
import { readLibraryWork, whatToWaitFor } from './updates/what-to-wait-for.ts';
import type { MainWindow } from './windows/main-window.ts';
import { showMessage } from './windows/message-box.ts';
import { Splash } from './windows/splash.ts';

/** A library that is ready sooner is opened without a splash: it would only flash; milliseconds. */
const SPLASH_DELAY_MS = 300;

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
  readonly #libraries: LibraryCommands;
  readonly #mainWindow: MainWindow;
  readonly #splash = new Splash({
    snapshot: () => this.#session.lifecycle.snapshot(),
    onAction: (action) => this.#act(action),
    onClosedByPerson: () => app.quit(),
  });
  readonly #previousVersion = new PreviousVersion({
    file: join(app.getPath('userData'), 'last-version.json'),
    version: app.getVersion(),
    onProblem: logError,
  });
  readonly #updates = new Updates({
    window: () => this.#mainWindow.window,
    whatToWaitFor: async () =>
      whatToWaitFor(await readLibraryWork(this.#session, this.#current.places())),
  });
  readonly #playlists = new OpenedPlaylists({
    library: () => this.#session.library,
    window: () => this.#mainWindow.window,
  });
  readonly #menu = new AppMenu(this.#menuActions());
  readonly #notifications = new Notifications(() => void this.#comeToFront());
  #isPreparing = false;
  #isClosing = false;

  constructor({ named, mainWindow }: DesktopOptions) {
    this.#mainWindow = mainWindow;
    this.#current = new CurrentLibrary(named, {
      onLifecycle: (event) => this.#follow(event),
      onEvent: (event) => {
        this.#showMenu();
        this.#notifications.hear(event);
      },
      explain: (error) => this.#previousVersion.explain(error),
    });
    this.#libraries = new LibraryCommands({
      current: this.#current,
      window: () => this.#frontWindow(),
      isPreparing: () => this.#isPreparing,
      show: () => this.#comeToFront(),
      replace: (request) => this.#replace(request),
      onRecentChanged: () => this.#showMenu(),
    });
  }

  get #session(): LibrarySession {
    return this.#current.session;
  }

  get api(): FetchHandler {
    return this.#current.api;
  }

  start({ named, openFileEvents, laterStarts }: DesktopOptions): void {
    closeBeforeEnd(() => this.#close());
    recordPageProblems(IPC.appProblem, () => this.#mainWindow.window);
    recordPageProblems(IPC.splashProblem, () => this.#splash.window);
    offerReport(
      () => this.#frontWindow(),
      (file) => this.#session.health.saveReport(file),
    );
    shutDownCleanly({
      close: () => this.#close(),
      install: (letQuit) => this.#updates.install(letQuit),
    });
    this.#showMenu();
    this.#mainWindow.onOpenOrClosed(() => this.#showMenu());
    laterStarts.listen((later) => void this.#try(() => this.#takeOver(later)));
    app.on('window-all-closed', () => this.#leaveWithoutWindows());
    app.on('activate', () => void this.#comeToFront());
    openFileEvents.listen((file) => void this.#try(() => this.#takeOver({ files: [file] })));
    void this.#playlists.open(named.files);
    void this.#prepare();
  }

  #menuActions(): MenuActions {
    const inPage = (command: MenuCommand) => () => this.#mainWindow.send(command);
    const act = (work: () => Promise<void>) => () => void this.#try(work);
    return {
      about: act(() => this.#showAbout()),
      'back-up': inPage('back-up'),
      'check-for-updates': act(() => this.#updates.check()),
      'clear-recent': () => this.#libraries.forgetRecent(),
      find: inPage('find'),
      mute: inPage('mute'),
      'new-library': act(() => this.#libraries.makeNew()),
      'next-track': inPage('next-track'),
      'open-library': act(() => this.#libraries.openOther()),
      'open-logs': act(() => openFolder(logsFolder())),
      openRecent: (file) => void this.#try(() => this.#libraries.openRecent(file)),
      'library-health': inPage('library-health'),
      'play-pause': inPage('play-pause'),
      'previous-track': inPage('previous-track'),
      releases: act(() => openInBrowser(RELEASES_PAGE)),
      'report-issue': act(() => openInBrowser(NEW_ISSUE_PAGE)),
      restore: inPage('restore'),
      'scan-folder': inPage('scan-folder'),
      'show-backups': act(() => this.#showBackups()),
      'volume-down': inPage('volume-down'),
      'volume-up': inPage('volume-up'),
      website: act(() => openInBrowser(WEBSITE)),
    };
  }

  #showMenu(): void {
    const { library, backups } = this.#session;
    this.#menu.show({
      isLibraryShown: library !== null && this.#mainWindow.window !== null,
      isScanning: library?.scanState().state === 'scanning',
      isWorkingOnBackups: backups.activity.state === 'running',
      isPreparing: this.#isPreparing,
      recentLibraries: this.#current.recent.files,
    });
  }

  /**
   * Prepares the library and shows it.
   *
   * @param change makes another library the one to prepare, where it is not the one before
   */
  async #prepare(change: () => Promise<void> = async () => {}): Promise<void> {
    this.#isPreparing = true;
    const splashDelay = setTimeout(() => this.#splash.show(), SPLASH_DELAY_MS);
    try {
      await change();
      await this.#current.prepare();
    } catch {
      // It has been logged and told as an event.
    } finally {
      clearTimeout(splashDelay);
      this.#isPreparing = false;
      this.#showMenu();
    }
  }

  /** The library is prepared when the app starts, and again after a backup was restored. */
  #follow(event: LifecycleEvent): void {
    // That what was under way was stopped is no failure to show to whoever stopped it.
    if (this.#isClosing) return;
    this.#splash.tell(event);
    if (event.event === 'ready') void this.#showLibrary();
    else if (event.event === 'failed') this.#showRecovery();
  }

  async #showLibrary(): Promise<void> {
    await this.#mainWindow.open();
    this.#splash.close();
    this.#previousVersion.hasOpened();
    void this.#playlists.open([]);
    this.#updates.start();
  }

  #showRecovery(): void {
    this.#splash.show();
    this.#mainWindow.close();
  }

  /** Opens another library in place of this one. */
  async #replace(request: LibraryRequest): Promise<void> {
    await this.#prepare(() => {
      // Their pages listen to the library before.
      this.#mainWindow.close();
      this.#splash.close();
      return this.#current.changeTo(request);
    });
  }

  async #act(action: SplashAction): Promise<void> {
    switch (action) {
      case 'retry':
        void this.#prepare();
        return;
      case 'choose-library':
        return this.#libraries.openOther();
      case 'previous-library':
        return this.#libraries.goBack();
      case 'free-space':
        return openFolder(dirname(this.#current.places().libraryFile));
      case 'update-app':
        return this.#updates.updateNow();
      case 'previous-version':
        return this.#openPreviousVersion();
      case 'open-logs':
        return openFolder(logsFolder());
      case 'copy-details':
        return this.#copyDetails();
      case 'quit':
        app.quit();
    }
  }

  async #showBackups(): Promise<void> {
    const { backupsDir } = this.#current.places();
    if (existsSync(backupsDir)) return openFolder(backupsDir);
    await showMessage(this.#frontWindow(), {
      type: 'info',
      message: 'There are no backups to show yet',
      detail: `The first one makes their folder: ${backupsDir}`,
    });
  }

  async #openPreviousVersion(): Promise<void> {
    const { version } = this.#previousVersion;
    await openInBrowser(version === null ? RELEASES_PAGE : releasePage(version));
  }

  #copyDetails(): void {
    const failure = this.#session.lifecycle.snapshot().events.findLast(isFailure);
    if (failure === undefined) return;
    const { electron, node } = process.versions;
    const details = describeInDetail(failure.error, [
      `Fermata ${app.getVersion()}, Electron ${electron}, Node ${node}`,
      `${process.platform} ${process.arch}, ${process.getSystemVersion()}`,
    ]);
    // They are made to be pasted where others read them.
    clipboard.writeText(withoutPaths(details));
  }

  async #showAbout(): Promise<void> {
    const library = await this.#session.library?.summary();
    await showAbout(library ?? null, this.#frontWindow());
  }

  #frontWindow(): BrowserWindow | null {
    return this.#mainWindow.seen ?? this.#splash.window;
  }

  /** A later start: it opens the library that it names, or shows the one that is open; then files. */
  async #takeOver(named: DesktopArguments): Promise<void> {
    await this.#libraries.openNamed(named);
    await this.#playlists.open(named.files);
  }

  /** Shows the window that there is, or opens it again. */
  async #comeToFront(): Promise<void> {
    if (this.#frontWindow() === null && this.#session.library !== null) {
      await this.#mainWindow.open();
    }
    const window = this.#frontWindow();
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Without windows, the app ends where apps do: not on macOS, nor between two libraries. */
  #leaveWithoutWindows(): void {
    if (process.platform !== 'darwin' && !this.#isPreparing) app.quit();
  }

  /** Does what a person asked for; what fails is said. */
  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      logError('What was asked for could not be done', thrown);
      const { message, libraryState, advice } = toFermataError(thrown);
      await showMessage(this.#frontWindow(), {
        type: 'error',
        message,
        detail: `${libraryState}\n\n${advice}`,
      });
    }
  }

  async #close(): Promise<void> {
    this.#isClosing = true;
    this.#updates.stop();
    await Promise.all([
      this.#current.close(),
      this.#previousVersion.written(),
      this.#mainWindow.remembered(),
    ]);
  }
}

async function openFolder(folder: string): Promise<void> {
  const problem = await shell.openPath(folder);
  if (problem !== '') throw new Error(`${folder} cannot be shown: ${problem}`);
}

function isFailure<Event extends { readonly event: string }>(
  event: Event,
): event is Extract<Event, { event: 'failed' }> {
  return event.event === 'failed';
}
