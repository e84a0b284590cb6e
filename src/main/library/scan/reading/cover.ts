/** Which of a file's pictures shows its album, and how that is known. */
import { createHash } from 'node:crypto';
import type { Cover } from '../tag-messages.ts';
import { pictureType } from './picture-type.ts';
import type { Picture } from './taglib.ts';

/** The types of pictures (https://id3.org/id3v2.3.0#Attached_picture), those that show an album first. */
const FRONT_COVER = 3;
const OTHER = 0;
const LAST_TYPES = [4, 2, 1];

/**
 * A heavier picture shows no album: a booklet that was scanned with 1200 dots an inch is lighter, and each page that
 * shows it would load all of it. In bytes.
 */
export const MOST_COVER_BYTES = 48 * 1024 * 1024;

/** The picture of a file that shows its album best, if there is one. */
export function chooseCover(pictures: readonly Picture[]): Picture | null {
  const shown = pictures.filter(
    ({ data }) => data.length <= MOST_COVER_BYTES && pictureType(data) !== null,
  );
  const [best] = shown.toSorted((a, b) => rank(a) - rank(b));
  return best ?? null;
}

function rank({ type }: Picture): number {
  if (type === FRONT_COVER) return 0;
  if (type === OTHER) return 1;
  return 3 + LAST_TYPES.indexOf(type);
}

export function toCover(picture: Picture | null): Cover | null {
  const mimeType = picture === null ? null : pictureType(picture.data);
  if (picture === null || mimeType === null) return null;
  return { sha256: digestOf(picture.data), mimeType, size: picture.data.length };
}

/** In hexadecimal. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
