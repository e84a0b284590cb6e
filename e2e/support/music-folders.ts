/** Folders with as many audio files as a test wants to have scanned. */
import { copyFile, link } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeScratchFolder } from './libraries.ts';

const TONE = fileURLToPath(new URL('../../fixtures/audio/01 first light.mp3', import.meta.url));

/** Makes a folder with that many files, each a track of its own; it vanishes with the test. */
export async function makeMusicFolder(files: number): Promise<string> {
  const folder = await makeScratchFolder();
  const first = join(folder, '1.mp3');
  await copyFile(TONE, first);
  for (let number = 2; number <= files; number += 1) {
    await link(first, join(folder, `${number}.mp3`));
  }
  return folder;
}
