/**
 * Big things that tests need, kept outside the checkout so that a clean clone does not fetch or
 * build them again. An entry appears under its final name at once and whole, and never changes:
 * processes that prepare the same one at the same time do not disturb each other.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { systemCode } from '../../src/shared/errors.ts';

const UNFINISHED = '.unfinished';

/** Longer than any preparation takes: an unfinished entry this old was left by a killed process. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * The folder of a cached thing, made first if it is not there.
 *
 * @param ingredients everything that decides what is made; another list is another entry
 * @param make fills the empty folder that it is given
 * @throws whatever `make` throws
 */
export async function cached(
  name: string,
  ingredients: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const cache = cacheFolder();
  const key = createHash('sha256').update(JSON.stringify(ingredients)).digest('hex').slice(0, 16);
  const entry = join(cache, `${name}-${key}`);
  if (existsSync(entry)) return entry;
  await mkdir(cache, { recursive: true });
  await removeAbandoned(cache);
  const unfinished = join(cache, `${name}-${randomUUID()}${UNFINISHED}`);
  await mkdir(unfinished);
  try {
    await make(unfinished);
    await publish(unfinished, entry);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return entry;
}

function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME;
  const home = base === undefined || base === '' ? join(homedir(), '.cache') : base;
  return join(home, 'fermata-test-electron');
}

async function publish(unfinished: string, entry: string): Promise<void> {
  try {
    await rename(unfinished, entry);
  } catch (error) {
    // Another process was first: its entry is as good as this one.
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '')) throw error;
  }
}

async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.endsWith(UNFINISHED)) continue;
    const found = await stat(join(cache, name)).catch(() => null);
    if (found === null || Date.now() - found.mtimeMs < ABANDONED_AFTER_MS) continue;
    await rm(join(cache, name), { recursive: true, force: true });
  }
}
