/** Prepares the library that a command's options name, as every host does before it opens one. */
import { APP_VERSION } from '../app-version.ts';
import { libraryPlaces } from '../library-places.ts';
import { type PreparedLibrary, type PrepareOptions, prepareLibrary } from '../lifecycle/prepare.ts';
import { makeDefaultFolder } from '../locations.ts';
import type { CommonOptions } from './command-line.ts';
import type { CommandContext } from './report.ts';

/**
 * Creates or upgrades the library, or finds it up to date, and opens it.
 *
 * @param open opens the prepared library
 * @throws FermataError `USAGE` if the library's folder does not exist, and whatever preparing throws
 */
export function prepareNamedLibrary<Library>(
  options: CommonOptions,
  { report, signal }: CommandContext,
  open: PrepareOptions<Library>['open'],
): Promise<PreparedLibrary<Library>> {
  const places = libraryPlaces(options);
  makeDefaultFolder(places.libraryFile);
  return prepareLibrary(
    {
      ...places,
      lockTimeoutMs: lockTimeoutMs(options),
      appVersion: APP_VERSION,
      host: 'the command line',
      open,
      signal,
    },
    report.event,
  );
}

/** How long to wait for another process, in milliseconds; undefined where nobody said. */
export function lockTimeoutMs({ lockTimeout }: CommonOptions): number | undefined {
  return lockTimeout === undefined ? undefined : lockTimeout * 1000;
}
