/**
 * The Debian package, made of the packed app as the release workflow makes it, and a Debian to
 * install it in: this machine's own, but for its files, of which every change stays in memory.
 */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import { runCommand } from './commands.ts';
import { installPackages } from './debian-packages.ts';
import { makeScratchFolder } from './libraries.ts';
import { type MountNamespace, makeMountNamespace } from './mount-namespace.ts';
import type { PackedApp } from './packed-app.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const ELECTRON_BUILDER = join(PROJECT, 'node_modules/electron-builder/cli.js');
const FPM = fileURLToPath(new URL('fpm-stand-in.mjs', import.meta.url));

/** What the package depends on beside what every Electron of the tests needs. */
const ONLY_OF_THE_PACKAGE = ['xdg-utils', 'desktop-file-utils'];
/** Where a package puts files, and where dpkg keeps its own. */
const CHANGED_FOLDERS = ['usr', 'etc', 'opt', 'var'];

export interface DebianSystem extends MountNamespace {
  /** Runs a command as root; answers with what it printed, and throws if it fails. */
  run(file: string, ...args: readonly string[]): Promise<string>;
}

/**
 * Makes the Debian package of a packed app.
 *
 * @param folder where to put it
 * @returns the package
 */
export async function makeDeb(app: PackedApp, folder: string): Promise<string> {
  const what = ['--linux', 'deb', `--${process.arch}`, '--publish', 'never'];
  const where = ['--prepackaged', dirname(app.executable), `--config.directories.output=${folder}`];
  const env = { CUSTOM_FPM_PATH: FPM };
  await runCommand(process.execPath, [ELECTRON_BUILDER, ...what, ...where], { cwd: PROJECT, env });
  const made = (await readdir(folder)).find((name) => name.endsWith('.deb'));
  if (made === undefined) throw new Error('electron-builder made no package.');
  return join(folder, made);
}

/** Makes a Debian for one test to change; skips the test where that cannot be had. */
export async function makeDebianSystem(context: TestContext): Promise<DebianSystem> {
  if (!(await installPackages(ONLY_OF_THE_PACKAGE))) {
    return context.skip('packages are installed where this is root on Debian');
  }
  const script = `
    mount -t tmpfs none "$0"
    for folder in "$@"; do
      mkdir -p "$0/changed/$folder" "$0/work/$folder"
      mount -t overlay overlay "/$folder" \\
        -o "lowerdir=/$folder,upperdir=$0/changed/$folder,workdir=$0/work/$folder"
    done`;
  const changes = await makeScratchFolder();
  const namespace = await makeMountNamespace(context, script, changes, ...CHANGED_FOLDERS);
  const [enter, ...into] = namespace.through;
  return { ...namespace, run: (file, ...args) => runCommand(enter, [...into, file, ...args]) };
}
