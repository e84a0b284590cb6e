/** One running app for each person: a second start hands over what it names to the first, and ends. */
import { app } from 'electron';
import { type DesktopArguments, DesktopArgumentsSchema, readArguments } from './arguments.ts';
import { logError, logInfo } from './log.ts';

/** What this start names. */
export function namedAtStart(): DesktopArguments {
  const named = readArguments(process.argv.slice(1), process.cwd());
  // Where the app is not packaged, Electron is given its folder first.
  return process.defaultApp ? { ...named, files: named.files.slice(1) } : named;
}

/**
 * Makes this process the one that runs, or hands over to the one that does and ends.
 *
 * @returns whether this process is the one that runs
 */
export function becomeSingleInstance(named: DesktopArguments): boolean {
  const isFirst = app.requestSingleInstanceLock(named);
  if (!isFirst) app.exit();
  return isFirst;
}

/** Calls back with what each later start names, once the app is ready. */
export function onHandedOver(listener: (named: DesktopArguments) => void): void {
  app.on('second-instance', (_event, _argv, _folder, handedOver: unknown) => {
    const parsed = DesktopArgumentsSchema.safeParse(handedOver);
    if (parsed.success) {
      logInfo('A second start handed over to this one');
      listener(parsed.data);
      return;
    }
    // Another version of the app, say: its start still means that somebody wants to see the window.
    logError('What a second start handed over cannot be understood', parsed.error);
    listener({ files: [] });
  });
}
