/** Prepares the library that a command's options name, as every host does before it opens one. */
import { tellInEnglish, words } from '../../shared/words/words.ts';
import { APP_VERSION } from '../app-version.ts';
import { libraryPlaces } from '../library-places.ts';
import { type PreparedLibrary, type PrepareOptions, prepareLibrary } from '../lifecycle/prepare.ts';
import type { LifecycleOptions } from '../lifecycle/thread/options.ts';
import { makeDefaultFolder } from '../locations.ts';
import type { CommonOptions } from './command-line.ts';
import type { CommandContext } from './report.ts';
import { withWayBack } from './way-back-advice.ts';
import { withWaysOn } from './ways-on-advice.ts';

/**
 * Creates or upgrades the library, or finds it up to date, and opens it.
 *
 * @param open opens the prepared library
 * @param withoutBackup whether a person has typed in full that it is upgraded without one
 * @throws FermataError `USAGE` if the library's folder does not exist, and whatever preparing throws
 */
export async function prepareNamedLibrary<Library>(
  options: CommonOptions,
  context: CommandContext,
  open: PrepareOptions<Library>['open'],
  withoutBackup = false,
): Promise<PreparedLibrary<Library>> {
  const lifecycle = { ...lifecycleOptions(options, context), withoutBackup };
  makeDefaultFolder(lifecycle.libraryFile);
  try {
    return await prepareLibrary({ ...lifecycle, open }, context.report.event);
  } catch (error) {
    throw await withWaysOn(await withWayBack(error, lifecycle, options), lifecycle);
  }
}

/** What all work on the library that the options name needs to know. */
export function lifecycleOptions(
  options: CommonOptions,
  { signal }: CommandContext,
): LifecycleOptions {
  return {
    ...libraryPlaces(options),
    lockTimeoutMs: lockTimeoutMs(options),
    appVersion: APP_VERSION,
    host: tellInEnglish(words('inUse.commandLine')),
    signal,
  };
}

/** How long to wait for another process, in milliseconds; undefined where --lock-timeout is not given. */
export function lockTimeoutMs({ lockTimeout }: CommonOptions): number | undefined {
  return lockTimeout === undefined ? undefined : lockTimeout * 1000;
}
