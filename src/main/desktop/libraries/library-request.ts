/** Which library the app is to open: the one that a start names, or one that a person chose. */
import { existsSync } from 'node:fs';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { libraryPlaces } from '../../library-places.ts';
import type { LibraryPaths } from '../../lifecycle/files/library-paths.ts';
import { ownLibraryFile } from '../../locations.ts';
import type { DesktopArguments } from '../start/arguments.ts';

export interface LibraryRequest {
  readonly named: DesktopArguments;
  /** Whether the library is made where it does not exist yet. */
  readonly mayBeMade: boolean;
  /** Whether a person chose it in the app: it opens again at the next start. */
  readonly isChosen: boolean;
}

/**
 * The library of a start: the one that its arguments or FERMATA_LIBRARY name, else the one that was
 * last chosen in the app, else the one that all hosts share.
 *
 * @param chosen the one last chosen in the app, or null
 */
export function requestAtStart(
  named: DesktopArguments,
  chosen: string | null,
  environment: NodeJS.ProcessEnv,
): LibraryRequest {
  const isNamed = named.library !== undefined || Boolean(environment.FERMATA_LIBRARY);
  if (isNamed || chosen === null) return { named, mayBeMade: true, isChosen: false };
  return { ...requestFor(named, chosen), named: { ...named, library: chosen } };
}

/**
 * An existing library that a person chose in the app.
 *
 * @param named what the running app was started with: its migrations and its lock folder stay
 */
export function requestFor(named: DesktopArguments, library: string): LibraryRequest {
  return {
    // Its backups lie beside it, not where those of the library first named do.
    named: { ...named, library, backups: undefined, files: [] },
    // Where its disk is not connected, an empty library in its place would hide that.
    mayBeMade: library === ownLibraryFile(),
    isChosen: true,
  };
}

/**
 * Where the library and what belongs to it lie.
 *
 * @throws FermataError `USAGE` if it is not there, and is not to be made
 */
export function placesOf({ named, mayBeMade }: LibraryRequest): LibraryPaths {
  const places = libraryPlaces(named);
  if (mayBeMade || existsSync(places.libraryFile)) return places;
  throw new FermataError('USAGE', words('dialogs.libraryNotThere', { file: places.libraryFile }), {
    advice: words('dialogs.connectOrChoose'),
    libraryState: words('errors.nothingCreated'),
  });
}
