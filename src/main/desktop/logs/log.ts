/**
 * The desktop app's log: a file, since nobody watches the terminal of a desktop app. The command
 * line and the web process need none: their terminal gets the same events.
 *
 * It is made to be sent to somebody: no line of level `info` and above has a path of the person in
 * it. With FERMATA_LOG_LEVEL=debug each such line is followed by the one with the paths.
 */
import { inspect } from 'node:util';
import { app } from 'electron';
// Not electron-log/main: it would listen to a channel of IPC that nobody checks.
import log from 'electron-log/node';
import { cleanLine, cleanText } from '../../../shared/clean-text.ts';
import { toFermataError } from '../../../shared/errors.ts';
import { type KnownPlace, redactPaths, withoutNames } from '../../../shared/redaction.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { machinePlaces } from '../../known-places.ts';
import { runsWithoutSandbox } from '../../sandbox.ts';
import {
  currentLogFile,
  LOG_FILE_MODE,
  MAX_LOG_BYTES,
  rotateLogFiles,
  secureLogFolder,
} from './log-files.ts';

export type LogLevel = 'error' | 'warn' | 'info';

let knownPlaces: readonly KnownPlace[] = machinePlaces();

/** Starts the log. */
export function openLog(): void {
  const folder = logsFolder();
  const { file, console: terminal } = log.transports;
  // Standard output may be closed at any time, and writing to it then would end the app.
  terminal.level = false;
  file.level = process.env.FERMATA_LOG_LEVEL === 'debug' ? 'debug' : 'info';
  file.maxSize = MAX_LOG_BYTES;
  file.writeOptions = { flag: 'a', mode: LOG_FILE_MODE, encoding: 'utf8' };
  file.resolvePathFn = () => currentLogFile(folder);
  file.archiveLogFn = () => orTell(() => rotateLogFiles(folder));
  file.format = ({ data, level, message }) => [
    `${message.date.toISOString()} ${level.padEnd(5)} ${data.join(' ')}`,
  ];
  orTell(() => secureLogFolder(folder));
  logInfo(
    `Fermata ${app.getVersion()} starts: process ${process.pid}, Electron ${process.versions.electron}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${process.getSystemVersion()}`,
  );
  if (runsWithoutSandbox()) writeLog('warn', tellInEnglish(words('checks.sandboxOff')));
}

/** The folder that *Open Logs Folder* shows. */
export function logsFolder(): string {
  return app.getPath('logs');
}

/** From now on, these places are named instead of their paths, besides those known before. */
export function nameInLog(places: readonly KnownPlace[]): void {
  const paths = new Set(places.map(({ path }) => path));
  knownPlaces = [...places, ...knownPlaces.filter(({ path }) => !paths.has(path))];
}

/** The text without the person's paths: for whatever else leaves the app beside the log. */
export function withoutPaths(text: string): string {
  return cleanText(redactPaths(text, knownPlaces));
}

/** Writes one line. */
export function writeLog(level: LogLevel, sentence: string): void {
  const redacted = withoutPaths(sentence);
  log[level](redacted);
  if (redacted !== sentence) log.debug(cleanText(sentence));
}

export function logInfo(sentence: string): void {
  writeLog('info', sentence);
}

/** Records an error with its causes and, where it is not an expected one, its stack. */
export function logError(what: string, thrown: unknown): void {
  const { code, message, libraryState, cause, words } = toFermataError(thrown);
  const isExpected = code !== 'INTERNAL';
  writeLog(
    'error',
    isExpected
      ? `${what}: ${code}: ${withoutNames(message, words)} ${libraryState}${cause === undefined ? '' : ` Cause: ${describeCause(cause)}`}`
      : `${what}: ${code}: ${inspect(cause ?? thrown)}`,
  );
}

function describeCause(cause: unknown): string {
  return cleanLine(withoutPaths(cause instanceof Error ? cause.message : String(cause)));
}

/** A log that cannot be kept is no reason not to start; whatever can still be written says so. */
function orTell(action: () => void): void {
  try {
    action();
  } catch (error) {
    process.emitWarning(`The log cannot be kept in order: ${describeCause(error)}`);
  }
}
