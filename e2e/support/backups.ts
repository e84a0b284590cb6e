/** The backups of a folder, each looked at as somebody would who has to rely on it. */
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupManifest, BackupManifestSchema } from '../../src/shared/backups.ts';
import { digestFile } from './digests.ts';
import { type LibraryState, readLibraryState } from './library-state.ts';

export interface Backup {
  readonly file: string;
  readonly manifest: BackupManifest;
  readonly state: LibraryState;
}

/**
 * Reads every file that has a backup's final name, by itself: the manifest's word is not taken.
 *
 * @throws Error if one of them is not a good backup
 */
export async function readBackups(backupsDir: string): Promise<Backup[]> {
  if (!existsSync(backupsDir)) return [];
  const names = (await readdir(backupsDir)).filter((name) => name.endsWith('.db')).sort();
  const backups: Backup[] = [];
  for (const name of names) backups.push(await readBackup(join(backupsDir, name)));
  return backups;
}

async function readBackup(file: string): Promise<Backup> {
  const manifestText = await readFile(file.replace(/\.db$/, '.json'), 'utf8');
  const manifest = BackupManifestSchema.parse(JSON.parse(manifestText));
  const state = await readLibraryState(file);
  const problems = [
    ...state.problems,
    ...difference('bytes', manifest.bytes, (await stat(file)).size),
    ...difference('SHA-256', manifest.sha256, await digestFile(file)),
    ...difference('schema version', manifest.schemaVersion, state.version),
  ];
  if (problems.length > 0) throw new Error(`${file} is a bad backup: ${problems.join('; ')}`);
  return { file, manifest, state };
}

function difference(what: string, said: number | string, is: number | string): string[] {
  return said === is ? [] : [`its manifest says ${what} ${said}, it has ${is}`];
}

/** What lies in a backups folder and belongs to no backup: left by a process that was killed. */
export async function leftoversIn(backupsDir: string): Promise<string[]> {
  if (!existsSync(backupsDir)) return [];
  const names = await readdir(backupsDir);
  return names.filter((name) => {
    if (name.endsWith('.db')) return false;
    return !name.endsWith('.json') || !names.includes(name.replace(/\.json$/, '.db'));
  });
}
