/**
 * `npm run demo [-- --tracks N --version V]`: builds a large library of an old version in a folder
 * that is removed afterwards, and opens Fermata on it: a real upgrade with a real backup.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeOldLibrary } from '../fixtures/old-library.ts';
import { toFermataError } from '../src/shared/errors.ts';
import { formatCount } from '../src/shared/formats.ts';
import { type OldLibraryChoice, parseOldLibraryOptions } from './old-library-options.ts';

async function demonstrate({ tracks, version }: OldLibraryChoice): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'fermata-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const library = join(folder, 'library.db');
  console.log(
    `Building a library of schema version ${version} with ${formatCount(tracks)} tracks in ${folder} …`,
  );
  const startedAt = performance.now();
  makeOldLibrary({ file: library, version, tracks });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`Built in ${seconds} s. Opening it; the folder is removed when Fermata is closed.`);
  return runFermata(library);
}

/** Runs Fermata on a library until it ends; this process stays to remove the folder after it. */
async function runFermata(library: string): Promise<number> {
  const start = fileURLToPath(new URL('start.ts', import.meta.url));
  const fermata = spawn(process.execPath, [start, '--library', library], {
    stdio: 'inherit',
    env: { ...process.env, FERMATA_LIBRARY: library },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // Ctrl+C, and closing a terminal, reach everything in it; twice means "at once".
      const hasItToo = process.stdin.isTTY && signal !== 'SIGTERM';
      if (!hasItToo) fermata.kill(signal);
    });
  }
  const [status] = await once(fermata, 'exit');
  return typeof status === 'number' ? status : 1;
}

try {
  process.exitCode = await demonstrate(parseOldLibraryOptions(process.argv.slice(2)));
} catch (thrown) {
  const error = toFermataError(thrown);
  console.error(`${error.message} ${error.advice}`);
  process.exitCode = error.exitStatus;
}
