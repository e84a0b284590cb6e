/** System libraries and tools that tests need: installed where this is root on Debian. */
import { existsSync } from 'node:fs';
import { findCommand, runCommand } from './commands.ts';
import { Unavailable } from './unavailable.ts';

/** Another apt may be at work: how long to wait for it, in seconds. */
const APT_LOCK_TIMEOUT = '300';

/** Whether packages can be installed without asking anybody. */
function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/**
 * Installs what is not there of some Debian packages.
 *
 * @returns false where it may not: whether they are needed there at all, only their user can tell
 * @throws Unavailable if apt fails
 */
export async function installPackages(packages: readonly string[]): Promise<boolean> {
  if (!canInstall()) return false;
  const missing = await missingPackages(packages);
  if (missing.length === 0) return true;
  console.log(`Installing Debian packages: ${missing.join(' ')}`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const patience = ['-o', `DPkg::Lock::Timeout=${APT_LOCK_TIMEOUT}`];
  try {
    await runCommand('apt-get', [...patience, 'update'], { env });
    await runCommand(
      'apt-get',
      [...patience, 'install', '--yes', '--no-install-recommends', ...missing],
      { env },
    );
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Unavailable(`the packages ${missing.join(' ')} could not be installed: ${reason}`);
  }
  return true;
}

async function missingPackages(packages: readonly string[]): Promise<string[]> {
  const selections = await runCommand('dpkg', ['--get-selections']);
  // A line is the name, the architecture where there may be several, and what is wanted of it.
  const installed = new Set(
    selections.split('\n').flatMap((line) => /^([^\s:]+)\S*\s+install$/.exec(line)?.[1] ?? []),
  );
  return packages.filter((name) => !installed.has(name));
}

/**
 * Checks that the shared libraries which a program is linked with are all there (Linux).
 *
 * @throws Unavailable naming those that are not
 */
export async function requireSharedLibraries(program: string): Promise<void> {
  if ((await findCommand('ldd')) === null) return;
  const listed = await runCommand('ldd', [program]);
  const missing = listed
    .split('\n')
    .flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? []);
  if (missing.length > 0)
    throw new Unavailable(`system libraries are missing: ${missing.join(' ')}`);
}
