/** The running desktop app: which window there is when, and what the person's choices do. */
import { dirname } from 'node:path';
import { app, type BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { MenuCommand, SplashAction } from '../../shared/desktop-bridge.ts';
import { describeInDetail } from '../../shared/error-details.ts';
import { IPC } from '../../shared/ipc-channels.ts';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';
import { libraryPlaces } from '../library-places.ts';
import { type LibraryChoice, LibrarySession } from '../library-session.ts';
import { createPages } from '../pages.ts';
import { showAbout } from './about.ts';
import type { DesktopArguments } from './arguments.ts';
import { closeBeforeEnd } from './crash.ts';
import { openInBrowser, RELEASES_PAGE } from './external-links.ts';
import { logsFolder, withoutPaths } from './log.ts';
import { watchProcesses } from './lost-processes.ts';
import { MainWindow } from './main-window.ts';
import { AppMenu } from './menu.ts';
import type { MenuActions } from './menu-template.ts';
import { recordPageProblems } from './page-problems.ts';
import { serveScheme } from './scheme.ts';
import { SessionLog } from './session-log.ts';
import { shutDownCleanly } from './shutdown.ts';
import { onHandedOver } from './single-instance.ts';
import { Splash } from './splash.ts';
import { restrictPages } from './window-security.ts';

/** A library that is ready sooner is opened without a splash: it would only flash; milliseconds. */
const SPLASH_DELAY_MS = 300;

/**
 * Starts the app, once Electron is ready: prepares the library, then shows it.
 *
 * @param named what the arguments of this start name
 */
export function startDesktop(named: DesktopArguments): void {
  const desktop = new DesktopApp(named);
  desktop.start();
}

class DesktopApp {
  readonly #log = new SessionLog();
  readonly #session = new LibrarySession({ host: 'the desktop app', ...this.#log.options });
  readonly #mainWindow = new MainWindow();
  readonly #splash = new Splash({
    snapshot: () => this.#session.lifecycle.snapshot(),
    onAction: (action) => this.#act(action),
    onClosedByPerson: () => app.quit(),
  });
  readonly #menu = new AppMenu(this.#menuActions());
  #named: DesktopArguments;
  #isClosing = false;

  constructor(named: DesktopArguments) {
    this.#named = named;
  }

  start(): void {
    shutDownCleanly(() => this.#close());
    closeBeforeEnd(() => this.#close());
    watchProcesses();
    recordPageProblems(IPC.appProblem, () => this.#mainWindow.window);
    recordPageProblems(IPC.splashProblem, () => this.#splash.window);
    restrictPages();
    serveScheme(createPages({ api: this.#session.api }));
    this.#showMenu();
    this.#log.follow(this.#session);
    this.#session.lifecycle.subscribe((event) => this.#follow(event));
    this.#session.events.subscribe(() => this.#showMenu());
    this.#mainWindow.onOpenOrClosed(() => this.#showMenu());
    onHandedOver(() => this.#comeToFront());
    void this.#prepare();
  }

  #menuActions(): MenuActions {
    const inPage = (command: MenuCommand) => () => this.#mainWindow.send(command);
    return {
      about: () => void this.#showAbout(),
      'back-up': inPage('back-up'),
      find: inPage('find'),
      mute: inPage('mute'),
      'next-track': inPage('next-track'),
      'open-logs': () => void shell.openPath(logsFolder()),
      'play-pause': inPage('play-pause'),
      'previous-track': inPage('previous-track'),
      restore: inPage('restore'),
      'scan-folder': inPage('scan-folder'),
      'show-backups': () => void this.#showBackups(),
      'volume-down': inPage('volume-down'),
      'volume-up': inPage('volume-up'),
    };
  }

  #showMenu(): void {
    const { library, backups } = this.#session;
    this.#menu.show({
      isLibraryShown: library !== null && this.#mainWindow.window !== null,
      isScanning: library?.scanState().state === 'scanning',
      isWorkingOnBackups: backups.activity.state === 'running',
    });
  }

  async #prepare(): Promise<void> {
    const splashDelay = setTimeout(() => this.#splash.show(), SPLASH_DELAY_MS);
    try {
      await this.#session.prepare(() => this.#choice());
    } catch {
      // It has been logged and told as an event.
    } finally {
      clearTimeout(splashDelay);
    }
  }

  /** The library is prepared when the app starts, and again after a backup was restored. */
  #follow(event: LifecycleEvent): void {
    this.#splash.tell(event);
    if (this.#isClosing) return;
    if (event.event === 'ready') void this.#showLibrary();
    else if (event.event === 'failed') this.#showRecovery();
  }

  async #showLibrary(): Promise<void> {
    await this.#mainWindow.open();
    this.#splash.close();
  }

  #showRecovery(): void {
    this.#splash.show();
    this.#mainWindow.close();
  }

  /** The library that is named now. */
  #choice(): LibraryChoice {
    const { lockTimeout } = this.#named;
    const lockTimeoutMs = lockTimeout === undefined ? undefined : lockTimeout * 1000;
    return { ...libraryPlaces(this.#named), lockTimeoutMs };
  }

  async #act(action: SplashAction): Promise<void> {
    switch (action) {
      case 'retry':
        void this.#prepare();
        return;
      case 'choose-library':
        return this.#chooseLibrary();
      case 'free-space':
        return openFolder(dirname(libraryPlaces(this.#named).libraryFile));
      case 'update-app':
      case 'previous-version':
        return openInBrowser(RELEASES_PAGE);
      case 'open-logs':
        return openFolder(logsFolder());
      case 'copy-details':
        return this.#copyDetails();
      case 'quit':
        app.quit();
    }
  }

  async #chooseLibrary(): Promise<void> {
    const { window } = this.#splash;
    if (window === null) return;
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Choose a library',
      buttonLabel: 'Open',
      properties: ['openFile'],
      filters: [
        { name: 'Fermata libraries', extensions: ['db'] },
        { name: 'All files', extensions: ['*'] },
      ],
    });
    const [library] = filePaths;
    if (library === undefined) return;
    // Its backups lie beside it, not where those of the library first named do.
    this.#named = { ...this.#named, library, backups: undefined };
    void this.#prepare();
  }

  async #showBackups(): Promise<void> {
    const { backupsDir } = libraryPlaces(this.#named);
    const problem = await shell.openPath(backupsDir);
    if (problem === '') return;
    dialog.showErrorBox('There are no backups to show yet', `${backupsDir}: ${problem}`);
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
    return this.#mainWindow.window ?? this.#splash.window;
  }

  #comeToFront(): void {
    const window = this.#frontWindow();
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  async #close(): Promise<void> {
    this.#isClosing = true;
    await this.#session.close();
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
