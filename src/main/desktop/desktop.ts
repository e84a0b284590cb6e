/**
 * The desktop app's entry: one instance for each person, ready for whatever goes wrong. It loads what
 * opens a window, and everything else while the window's page loads.
 */
import { app, Menu } from 'electron';
import { startSpareThread } from '../library/library-thread-start.ts';
import { createPages, type FetchHandler } from '../pages.ts';
import type { DesktopArguments } from './arguments.ts';
import { endOnUnexpected } from './crash.ts';
import type { DesktopOptions } from './desktop-app.ts';
import { openLog } from './log.ts';
import { watchProcesses } from './lost-processes.ts';
import { MainWindow } from './main-window.ts';
import { OpenFileEvents } from './open-file-events.ts';
import { checkRuntime } from './runtime-check.ts';
import { declareScheme, serveScheme } from './scheme.ts';
import { becomeSingleInstance, LaterStarts, namedAtStart } from './single-instance.ts';
import { restrictPages } from './window-security.ts';

// A test runtime's database driver must never be loaded into an app that was shipped.
if (app.isPackaged) delete process.env.FERMATA_TEST_SQLITE_BINDING;

const named = namedAtStart();
if (checkRuntime() && becomeSingleInstance(named)) {
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
  void app.whenReady().then(() => start(named, told));
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
