/**
 * The desktop app's entry: one instance for each person, ready for whatever goes wrong. It loads what
 * opens a window, and everything else while the window's page loads.
 */
import { app, Menu } from 'electron';
import { chooseLanguage } from '../../shared/words/language.ts';
import { speak } from '../../shared/words/words.ts';
import { startSpareThread } from '../library/library-thread-start.ts';
import { sortByLanguage } from '../library/sort-preference.ts';
import { createPages, type FetchHandler } from '../pages.ts';
import type { DesktopOptions } from './desktop-app.ts';
import { endOnUnexpected } from './failures/crash.ts';
import { watchProcesses } from './failures/lost-processes.ts';
import { openLog } from './logs/log.ts';
import { declareScheme, serveScheme } from './security/scheme.ts';
import { restrictPages } from './security/window-security.ts';
import type { DesktopArguments } from './start/arguments.ts';
import { checkSwitches } from './start/forbidden-switches.ts';
import { OpenFileEvents } from './start/open-file-events.ts';
import { checkRuntime } from './start/runtime-check.ts';
import { becomeSingleInstance, LaterStarts, namedAtStart } from './start/single-instance.ts';
import { MainWindow } from './windows/main-window.ts';

// A test runtime's database driver must never be loaded into an app that was shipped.
if (app.isPackaged) delete process.env.FERMATA_TEST_SQLITE_BINDING;

const named = namedAtStart();
if (checkRuntime() && checkSwitches() && becomeSingleInstance(named)) {
  openLog();
  endOnUnexpected();
  // It would undo --no-sandbox, without which Chromium does not run as root (in a container, say).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareScheme();
  // Electron would make a menu of its own, which the app's own one takes the place of.
  Menu.setApplicationMenu(null);
  // It loads while Chromium gets ready.
  startSpareThread();
  const told = { openFileEvents: new OpenFileEvents(), laterStarts: new LaterStarts() };
  void app.whenReady().then(async () => {
    const languages = app.getPreferredSystemLanguages();
    await speak(chooseLanguage(languages));
    sortByLanguage(languages);
    start(named, told);
  });
}

interface Told {
  readonly openFileEvents: OpenFileEvents;
  readonly laterStarts: LaterStarts;
}

function start(named: DesktopArguments, told: Told): void {
  restrictPages();
  watchProcesses();
  const mainWindow = new MainWindow();
  const api = loadDesktop({ named, mainWindow, ...told });
  serveScheme(createPages({ api: async (request) => (await api)(request) }));
  mainWindow.load();
}

async function loadDesktop(options: DesktopOptions): Promise<FetchHandler> {
  const { startDesktop } = await import('./desktop-app.ts');
  return startDesktop(options);
}
