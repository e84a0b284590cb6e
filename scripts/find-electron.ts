/** Whether the desktop app can be started on this machine, and if not, why. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the `electron` package and, once it has been downloaded, its binary lie. */
export const ELECTRON_PACKAGE = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/** Electron fails to start within this time, if it does; milliseconds. */
const STARTING_MS = 10_000;

/** A shell's status for a program that is not there, or whose shared libraries are not. */
const CANNOT_BE_RUN = 127;

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
}

const THIS_MACHINE: Machine = {
  platform: process.platform,
  isRoot: process.getuid?.() === 0,
  env: process.env,
};

/**
 * Why no desktop app can be shown here, downloaded or not: a sentence without its full stop. Null
 * where nothing is in the way.
 */
export function findHindrance({ platform, isRoot, env }: Machine = THIS_MACHINE): string | null {
  if (platform !== 'linux') return null;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'There is no display';
  // Fermata never runs without it.
  if (isRoot) return "Electron's sandbox does not work for root";
  return null;
}

/**
 * Whether Electron itself could not run (its sandbox is not allowed, a shared library is missing,
 * the display cannot be reached) rather than the app ending.
 */
export function hasFailedToStart({ status, signal, wasAskedToEnd, afterMs }: Ended): boolean {
  if (wasAskedToEnd || afterMs > STARTING_MS) return false;
  return signal !== null || status === CANNOT_BE_RUN;
}

/**
 * The binary of the `electron` package, or null if it has not been downloaded. Asking the package
 * itself would start a download.
 */
export function downloadedElectron(electronPackage = ELECTRON_PACKAGE): string | null {
  const pathFile = join(electronPackage, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(electronPackage, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}
