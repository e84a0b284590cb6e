/** The unpacked app for this machine, as electron-builder.yml describes it. */
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { archFromString, build, type Configuration, Platform } from 'electron-builder';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Below the folder of the unpacked app. */
const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Fermata.app/Contents/MacOS/Fermata',
  win32: 'Fermata.exe',
};

/** An Electron that is on this machine. */
interface Electron {
  /** The folder of everything it consists of. */
  readonly dist: string;
  /** A better_sqlite3.node for it, where the prebuilt one does not run in it. */
  readonly sqliteBinding: string | null;
}

interface PackOptions {
  /** What to make the app of; null to have electron-builder download the project's Electron. */
  readonly electron: Electron | null;
  /** The folder to make the app's folder in. */
  readonly outputDir: string;
  /** Whether its pages may be driven by a debugging port: for tests, never for anybody else. */
  readonly isDrivenByTests?: boolean;
}

/**
 * Packs what has been built (out/), without building it.
 *
 * @returns the app's executable
 * @throws electron-builder's error if the app cannot be packed
 */
export async function packApp({
  electron,
  outputDir,
  isDrivenByTests = false,
}: PackOptions): Promise<string> {
  let appDir = outputDir;
  await build({
    projectDir: PROJECT,
    publish: 'never',
    targets: Platform.current().createTarget('dir', archFromString(process.arch)),
    config: {
      ...(electron === null ? {} : madeOf(electron)),
      directories: { output: outputDir },
      ...(isDrivenByTests && { extraMetadata: { isDrivenByTests } }),
      afterPack: ({ appOutDir }) => {
        appDir = appOutDir;
      },
    },
  });
  return join(appDir, EXECUTABLES[process.platform] ?? 'fermata');
}

function madeOf({ dist, sqliteBinding }: Electron): Configuration {
  const config: Configuration = {
    electronDist: dist,
    // What Electron runs where it has no app of its own.
    afterExtract: async ({ appOutDir }) => {
      for (const name of ['app', 'default_app.asar']) {
        await rm(join(appOutDir, 'resources', name), { recursive: true, force: true });
      }
    },
  };
  if (sqliteBinding === null) return config;
  // better-sqlite3 takes what was compiled on purpose before what it was published with.
  const to = 'node_modules/better-sqlite3/build/Release';
  return {
    ...config,
    linux: { files: [{ from: dirname(sqliteBinding), to, filter: ['*.node'] }] },
  };
}
