/** Which of a file's pictures shows its album, and how that is known. */
import { createHash } from 'node:crypto';
import type { Cover } from '../tag-messages.ts';
import { pictureType } from './picture-type.ts';
import type { Picture } from './taglib.ts';

/** The types of pictures (https://id3.org/id3v2.3.0#Attached_picture), those that show an album first. */
export const FRONT_COVER = 3;
const OTHER = 0;
const LAST_TYPES = [4, 2, 1];

/** The picture of a file that shows its album best, if there is one. */
export function chooseCover(pictures: readonly Picture[]): Picture | null {
  const shown = pictures.filter(({ data }) => pictureType(data) !== null);
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
  return {
    sha256: createHash('sha256').update(picture.data).digest('hex'),
    mimeType,
    size: picture.data.length,
  };
}
