/** `--tracks N --version V`: which old library to build, for the demo and for timing migrations. */
import { parseArgs } from 'node:util';
import { loadMigrationSet } from '../src/main/lifecycle/migrations/migration-set.ts';
import { shippedMigrationsDir } from '../src/main/locations.ts';
import { FermataError } from '../src/shared/errors.ts';

export interface OldLibraryChoice {
  readonly tracks: number;
  readonly version: number;
}

/** As large as a collection gets that somebody has listened to for twenty years. */
const DEFAULT_TRACKS = 100_000;
const MOST_TRACKS = 5_000_000;

/** Before tracks had several artists: much is to be done to it. */
const DEFAULT_VERSION = 3;

/** @throws FermataError `USAGE` for anything else than these two options and their numbers */
export function parseOldLibraryOptions(args: readonly string[]): OldLibraryChoice {
  const { latest } = loadMigrationSet(shippedMigrationsDir());
  const { tracks, version } = readOptions(args);
  return {
    tracks: inRange('--tracks', tracks ?? String(DEFAULT_TRACKS), MOST_TRACKS),
    version: inRange('--version', version ?? String(DEFAULT_VERSION), latest),
  };
}

function readOptions(args: readonly string[]) {
  try {
    const options = { tracks: { type: 'string' }, version: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw refused(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function inRange(option: string, value: string, most: number): number {
  if (/^[1-9]\d*$/.test(value) && Number(value) <= most) return Number(value);
  throw refused(`${option} takes a whole number from 1 to ${most}, not "${value}".`);
}

function refused(message: string, cause?: unknown): FermataError {
  return new FermataError('USAGE', message, {
    advice: 'Give --tracks N and --version V, or neither.',
    libraryState: 'No library was made.',
    cause,
  });
}
