/** The text of a manifest, which lies in a folder that others may be able to write to. */
import { type DoorRequest, readSmallFile } from '../files/door.ts';

/** More than the manifest of a library of a terabyte has, in bytes. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Reads it as it is.
 *
 * @param isOwn tells the library's own files, where they were not looked for right before
 * @throws NotOpened; the system error if it is not there or cannot be read
 */
export async function readManifestText(
  file: string,
  isOwn?: DoorRequest['isOwn'],
): Promise<string> {
  const request = { maxBytes: MOST_BYTES, ...(isOwn !== undefined && { isOwn }) };
  return (await readSmallFile(file, request)).toString('utf8');
}
