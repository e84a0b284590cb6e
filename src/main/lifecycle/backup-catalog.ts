/** Lists the backups of a folder. What has no manifest, or another size than it says, is no backup. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from '../../shared/errors.ts';
import { type BackupManifest, BackupManifestSchema, backupIdOf } from './backup-manifest.ts';

export interface CatalogedBackup {
  readonly file: string;
  readonly manifest: BackupManifest;
}

/**
 * The complete backups of a folder, newest first; none where there is no folder.
 *
 * @throws the system error if the folder is there and cannot be read
 */
export async function listBackups(backupsDir: string): Promise<CatalogedBackup[]> {
  const names = await namesIn(backupsDir);
  const ids = names.flatMap((name) => backupIdOf(name, '.db') ?? []);
  const backups = await Promise.all(ids.map((id) => readBackup(backupsDir, id)));
  return backups
    .filter((backup) => backup !== null)
    .sort((a, b) => b.manifest.createdAt.localeCompare(a.manifest.createdAt));
}

async function namesIn(backupsDir: string): Promise<string[]> {
  try {
    return await readdir(backupsDir);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function readBackup(backupsDir: string, id: string): Promise<CatalogedBackup | null> {
  const file = join(backupsDir, `${id}.db`);
  try {
    const content = await readFile(join(backupsDir, `${id}.json`), 'utf8');
    const manifest = BackupManifestSchema.parse(JSON.parse(content));
    const { size } = await stat(file);
    return manifest.id === id && manifest.bytes === size ? { file, manifest } : null;
  } catch {
    // Whatever is wrong with it, it cannot be offered as a backup.
    return null;
  }
}
