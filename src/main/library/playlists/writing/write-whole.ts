/** Writes a text into a file of a person's own folder so that its name holds all of it, or what it held. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemCode } from '../../../../shared/errors.ts';
import { readSmallFile } from '../../../lifecycle/files/door.ts';
import { flushFolder } from '../../../lifecycle/files/durable-files.ts';

/**
 * Whether something else than this text has the name; the same text can be written again without harm.
 */
export async function isInTheWay(file: string, text: string): Promise<boolean> {
  try {
    const written = Buffer.from(text);
    const present = await readSmallFile(file, { maxBytes: written.length, followsLinks: true });
    return !present.equals(written);
  } catch (error) {
    // A link that leads nowhere is told by the writing.
    return systemCode(error) !== 'ENOENT';
  }
}

/**
 * Writes it, flushed to the disk.
 *
 * @returns whether it did: not where something has the name that may not be replaced
 * @throws what the system says
 */
export async function writeWhole(file: string, text: string, replaces: boolean): Promise<boolean> {
  if (!replaces && !(await isInTheWay(file, text)) && (await isPresent(file))) return true;
  // A name that no file of a person has.
  const temporary = join(dirname(file), `.fermata-${randomBytes(8).toString('hex')}.partial`);
  try {
    await writeNew(temporary, text);
    // The name is taken before it is given, so that no other file loses it meanwhile.
    if (!replaces && !(await take(file))) return false;
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
  await flushFolder(dirname(file));
  return true;
}

async function isPresent(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

async function writeNew(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes an empty file of a name, if nothing has it. */
async function take(file: string): Promise<boolean> {
  try {
    await writeNew(file, '');
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}
