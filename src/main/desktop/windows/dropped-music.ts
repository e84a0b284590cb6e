/** What was dropped on the window, as folders to scan. */
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DroppedMusic } from '../../../shared/desktop-bridge.ts';
import { audioMediaType } from '../../library/scan/audio-formats.ts';

/**
 * The folders among the paths, and those that the audio files among them are in, each once. What is
 * neither, or is gone, is left out.
 */
export async function foldersOfDropped(paths: readonly string[]): Promise<DroppedMusic> {
  const folders = await Promise.all(paths.map(folderOf));
  return { folders: [...new Set(folders.filter((folder) => folder !== null))] };
}

async function folderOf(path: string): Promise<string | null> {
  const stats = await stat(path).catch(() => null);
  if (stats?.isDirectory() === true) return path;
  return stats !== null && audioMediaType(path) !== null ? dirname(path) : null;
}
