/** Libraries for tests: folders that vanish with the test, old libraries, and bytes to compare. */
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import { digestFile } from './digests.ts';

/** An empty folder (its real path), removed when the test ends. */
export async function makeScratchFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'fermata-e2e-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * The SHA-256 of every file under a folder, by its path in the folder: two of them are equal when
 * nothing in the folder changed, side files and backups included. The history is left out, which
 * tells of what failed and was undone too.
 */
export async function digestFolder(folder: string): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || entry.name.endsWith('.history.jsonl')) continue;
    const file = join(entry.parentPath, entry.name);
    digests[relative(folder, file)] = await digestFile(file);
  }
  return digests;
}

/** What must not be in a library's folder when nobody works on it: locks, logs, halves of files. */
export async function unfinishedFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => /\.lock(-|$)|-wal$|-journal$|\.partial|\.creating/.test(name));
}
