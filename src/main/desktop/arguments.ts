/** The arguments of the desktop app: which library to open, and where what belongs to it lies. */
import { parseArgs } from 'node:util';

/** The options that the command line has too, as they were given. */
export interface DesktopArguments {
  readonly library?: string | undefined;
  readonly backups?: string | undefined;
  readonly migrations?: string | undefined;
  readonly lockDir?: string | undefined;
}

/**
 * Reads the arguments after the executable. What Chromium and the desktop environment add is none
 * of ours and ignored.
 */
export function readArguments(args: readonly string[]): DesktopArguments {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      library: { type: 'string' },
      backups: { type: 'string' },
      migrations: { type: 'string' },
      'lock-dir': { type: 'string' },
    },
  });
  return {
    library: textOf(values.library),
    backups: textOf(values.backups),
    migrations: textOf(values.migrations),
    lockDir: textOf(values['lock-dir']),
  };
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
