/** Whether the desktop app can be started on this machine, and if not, why. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the `electron` package and, once it has been downloaded, its binary lie. */
const ELECTRON = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/** Electron fails to start within this time, if it does; milliseconds. */
const STARTING_MS = 10_000;

/** A shell's status for a program that is not there, or whose shared libraries are not. */
const CANNOT_BE_RUN = 127;

export type Electron =
  | { readonly executable: string; readonly hindrance: null }
  /** A sentence without its full stop. */
  | { readonly hindrance: string };

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly wasAskedToEnd: boolean;
  readonly afterMs: number;
}

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly isRoot: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly electronDir: string;
}

const THIS_MACHINE: Machine = {
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  env: process.env,
  electronDir: ELECTRON,
};

/** The Electron to start the desktop app with, or what stands in its way. */
export function findElectron(machine: Machine = THIS_MACHINE): Electron {
  const executable = executableIn(machine.electronDir);
  if (executable === null) {
    return { hindrance: 'Electron has not been downloaded (`npx install-electron` does that)' };
  }
  if (machine.platform !== 'linux') return { executable, hindrance: null };
  if (!machine.env.DISPLAY && !machine.env.WAYLAND_DISPLAY) {
    return { hindrance: 'There is no display' };
  }
  // Fermata never runs without it.
  if (machine.isRoot) return { hindrance: "Electron's sandbox does not work for root" };
  return { executable, hindrance: null };
}

/**
 * Whether Electron itself could not run (its sandbox is not allowed, a shared library is missing,
 * the display cannot be reached) rather than the app ending.
 */
export function hasFailedToStart({ status, signal, wasAskedToEnd, afterMs }: Ended): boolean {
  if (wasAskedToEnd || afterMs > STARTING_MS) return false;
  return signal !== null || status === CANNOT_BE_RUN;
}

/** The binary of the `electron` package, if it has been downloaded. */
export function downloadedElectron(): string | null {
  return executableIn(ELECTRON);
}

/** Asking the package itself would start a download. */
function executableIn(electronDir: string): string | null {
  const pathFile = join(electronDir, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(electronDir, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}
