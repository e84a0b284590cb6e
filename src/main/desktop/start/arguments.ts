/**
 * The arguments of the desktop app: which library to open, where what belongs to it lies, and files
 * to open in it. A second start hands them over to the first, so they mean the same in any folder.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { LockTimeoutSchema } from '../../lock-timeout.ts';

const PathSchema = z.string().min(1);

/** The options that the command line has too, with absolute paths. */
export const DesktopArgumentsSchema = z.object({
  library: PathSchema.optional(),
  backups: PathSchema.optional(),
  migrations: PathSchema.optional(),
  lockDir: PathSchema.optional(),
  /** How long to wait for another process that works on the library, in seconds. */
  lockTimeout: z.number().nonnegative().optional(),
  /** Files that were named without an option, as file managers do: playlists. */
  files: z.array(PathSchema),
});
export type DesktopArguments = z.infer<typeof DesktopArgumentsSchema>;

/**
 * Reads the arguments after the executable. What Chromium and the desktop environment add is none
 * of ours and ignored.
 *
 * @param folder what relative paths begin at
 */
export function readArguments(args: readonly string[], folder: string): DesktopArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      library: { type: 'string' },
      backups: { type: 'string' },
      migrations: { type: 'string' },
      'lock-dir': { type: 'string' },
      'lock-timeout': { type: 'string' },
    },
  });
  const pathOf = (value: string | boolean | undefined) =>
    typeof value === 'string' && value !== '' ? resolve(folder, value) : undefined;
  return {
    library: pathOf(values.library),
    backups: pathOf(values.backups),
    migrations: pathOf(values.migrations),
    lockDir: pathOf(values['lock-dir']),
    lockTimeout: LockTimeoutSchema.safeParse(values['lock-timeout']).data,
    files: positionals.flatMap((named) => {
      const file = pathOf(withoutScheme(named));
      return file === undefined ? [] : [file];
    }),
  };
}

/** File managers name files by address; what is no address of a file here is taken as a path. */
function withoutScheme(named: string): string {
  try {
    return named.startsWith('file:') ? fileURLToPath(named) : named;
  } catch {
    return named;
  }
}
