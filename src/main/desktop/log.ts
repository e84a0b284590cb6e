/** The desktop app's log: a file, since nobody watches the terminal of a desktop app. */
import { dirname, join } from 'node:path';
import { app } from 'electron';
import log from 'electron-log/main';
import { toFermataError } from '../../shared/errors.ts';
import type { LifecycleEvent } from '../../shared/lifecycle-events.ts';

/** Starts the log. */
export function openLog(): void {
  log.transports.file.resolvePathFn = () => join(app.getPath('logs'), 'fermata.log');
  log.transports.file.level = 'info';
  // Standard output may be closed at any time, and writing to it then would end the app.
  log.transports.console.level = false;
  log.info(
    `Fermata ${app.getVersion()} starts: process ${process.pid}, Electron ${process.versions.electron}, ${process.platform} ${process.arch}`,
  );
}

/** The folder that *Open Logs Folder* shows. */
export function logsFolder(): string {
  return dirname(log.transports.file.getFile().path);
}

/** Records what happens to the library: everything but each small step forward. */
export function logLifecycle(event: LifecycleEvent): void {
  if (event.event === 'progress') return;
  const { event: name, ...details } = event;
  const write = event.event === 'failed' ? log.error : log.info;
  write(`library: ${name} ${JSON.stringify(details)}`);
}

export function logInfo(sentence: string): void {
  log.info(sentence);
}

/** Records an error with its causes and, where it is not an expected one, its stack. */
export function logError(what: string, thrown: unknown): void {
  const error = toFermataError(thrown);
  log.error(`${what}: ${error.code}`, error);
}
