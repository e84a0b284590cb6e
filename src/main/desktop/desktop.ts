/** The desktop app's entry: one instance for each person, ready for whatever goes wrong. */
import { app } from 'electron';
import { endOnUnexpected } from './crash.ts';
import { startDesktop } from './desktop-app.ts';
import { openLog } from './log.ts';
import { OpenFileEvents } from './open-file-events.ts';
import { checkRuntime } from './runtime-check.ts';
import { declareScheme } from './scheme.ts';
import { becomeSingleInstance, namedAtStart } from './single-instance.ts';

// A test runtime's database driver must never be loaded into an app that was shipped.
if (app.isPackaged) delete process.env.FERMATA_TEST_SQLITE_BINDING;

const named = namedAtStart();
if (checkRuntime() && becomeSingleInstance(named)) {
  openLog();
  endOnUnexpected();
  // It would undo --no-sandbox, without which Chromium does not run as root (in a container, say).
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  declareScheme();
  const openFileEvents = new OpenFileEvents();
  void app.whenReady().then(() => startDesktop(named, openFileEvents));
}
