/** One running app for each person: a second start hands over what it names to the first, and ends. */
import { app } from 'electron';
import { logError, logInfo } from '../logs/log.ts';
import { type DesktopArguments, DesktopArgumentsSchema, readArguments } from './arguments.ts';

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

/** What later starts hand over to this one, from the moment that it is the one that runs. */
export class LaterStarts {
  /** What was handed over before anybody listened. */
  #early: DesktopArguments[] = [];
  #listener: ((named: DesktopArguments) => void) | null = null;

  constructor() {
    app.on('second-instance', (_event, _argv, _folder, handedOver: unknown) => {
      const named = parseHandedOver(handedOver);
      if (this.#listener === null) this.#early.push(named);
      else this.#listener(named);
    });
  }

  /** Calls back with what each later start names, at once with what was named before. */
  listen(listener: (named: DesktopArguments) => void): void {
    this.#listener = listener;
    for (const named of this.#early) listener(named);
    this.#early = [];
  }
}

function parseHandedOver(handedOver: unknown): DesktopArguments {
  const parsed = DesktopArgumentsSchema.safeParse(handedOver);
  if (parsed.success) {
    logInfo('A second start handed over to this one');
    return parsed.data;
  }
  // Another version of the app, say: its start still means that somebody wants to see the window.
  logError('What a second start handed over cannot be understood', parsed.error);
  return { files: [] };
}
