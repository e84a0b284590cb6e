/** Walks folders for audio files: through symbolic links, never in circles, past what is locked. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inEnglish, type Sentence, systemCode } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';
import { audioMediaType } from './audio-formats.ts';

export interface FileState {
  /** In bytes. */
  readonly size: number;
  /** When its content was last changed, in whole milliseconds since 1970. */
  readonly mtimeMs: number;
}

export type Finding =
  | { readonly kind: 'file'; readonly path: string; readonly state: FileState }
  | { readonly kind: 'unreadable-file'; readonly path: string; readonly reason: string }
  | { readonly kind: 'unreadable-folder'; readonly path: string; readonly reason: string };

/**
 * Finds the audio files in folders and below, in the order of their names; what is hidden (its name
 * begins with a dot) is left out. Each folder is entered once, by its own path rather than by a link.
 */
export async function* findAudioFiles(roots: readonly string[]): AsyncGenerator<Finding> {
  const entered = new Set<string>();
  const folders = roots.toReversed();
  const linkedFolders: string[] = [];
  for (;;) {
    const folder = folders.pop() ?? linkedFolders.shift();
    if (folder === undefined) return;
    try {
      if (!(await enter(folder, entered))) continue;
      const content = await readFolder(folder);
      yield* content.findings;
      folders.push(...content.folders.toReversed());
      linkedFolders.push(...content.linkedFolders);
    } catch (error) {
      yield { kind: 'unreadable-folder', path: folder, reason: inEnglish(accessProblem(error)) };
    }
  }
}

/** Why a file or folder cannot be read, for people. */
export function accessProblem(error: unknown): Sentence {
  switch (systemCode(error)) {
    case 'EACCES':
    case 'EPERM':
      return words('scanReasons.noPermission');
    case 'ENOENT':
      return words('scanReasons.leadsNowhere');
    case 'ELOOP':
      return words('scanReasons.leadsToItself');
    case 'EIO':
      return words('scanReasons.diskError');
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** Whether this is the first way to the folder. */
async function enter(folder: string, entered: Set<string>): Promise<boolean> {
  // As BigInt: file numbers of NTFS do not fit into a double.
  const { dev, ino } = await stat(folder, { bigint: true });
  const identity = `${dev}:${ino}`;
  if (entered.has(identity)) return false;
  entered.add(identity);
  return true;
}

interface FolderContent {
  readonly findings: readonly Finding[];
  readonly folders: readonly string[];
  readonly linkedFolders: readonly string[];
}

async function readFolder(folder: string): Promise<FolderContent> {
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const findings: Finding[] = [];
  const linkedFolders: string[] = [];
  const looks = await Promise.all(visible.map((entry) => look(folder, entry)));
  for (const seen of looks) {
    if (seen === null) continue;
    if (seen.kind === 'linked-folder') linkedFolders.push(seen.path);
    else findings.push(seen);
  }
  const folders = visible
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
  return { findings, folders, linkedFolders };
}

async function look(
  folder: string,
  entry: Dirent,
): Promise<Finding | { readonly kind: 'linked-folder'; readonly path: string } | null> {
  const isAudio = audioMediaType(entry.name) !== null;
  if (!entry.isSymbolicLink() && !(entry.isFile() && isAudio)) return null;
  const path = join(folder, entry.name);
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return { kind: 'linked-folder', path };
    if (!isAudio || !stats.isFile()) return null;
    return {
      kind: 'file',
      path,
      state: { size: stats.size, mtimeMs: Math.trunc(stats.mtimeMs) },
    };
  } catch (error) {
    return isAudio
      ? { kind: 'unreadable-file', path, reason: inEnglish(accessProblem(error)) }
      : null;
  }
}
