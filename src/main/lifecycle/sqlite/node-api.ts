/** Whether SQLite runs in this process, asked before it is loaded. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';

/** The binary of better-sqlite3 13 crashes the process without a word where Node-API is older. */
const REQUIRED_NODE_API = 10;

/**
 * Checks that SQLite runs in this process.
 *
 * @throws FermataError `INTERNAL` if it would crash the process instead
 */
export function requireNodeApi(): void {
  const available = Number(process.versions.napi);
  if (available >= REQUIRED_NODE_API || process.env.FERMATA_TEST_SQLITE_BINDING !== undefined)
    return;
  if (isCompiledOnPurpose()) return;
  const { electron } = process.versions;
  const runtime = electron === undefined ? `Node ${process.version}` : `Electron ${electron}`;
  throw new FermataError(
    'INTERNAL',
    words('libraryErrors.needsNodeApi', {
      needed: String(REQUIRED_NODE_API),
      runtime,
      available: String(available),
    }),
    { advice: words('libraryErrors.newerNode') },
  );
}

/** Whether better-sqlite3 has, and so loads, a binary that somebody made for this very runtime. */
function isCompiledOnPurpose(): boolean {
  const root = dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
  return existsSync(join(root, 'build/Release/better_sqlite3.node'));
}
