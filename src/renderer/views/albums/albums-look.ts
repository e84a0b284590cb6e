/** How the albums are sorted and how large their covers are, as they were left in this window or browser. */
import { z } from 'zod';
import { ALBUM_SORTS, type AlbumSort } from '../../../shared/api/albums.ts';

const KEY = 'albums-look';

/** In pixels; tokens.css has the one in the middle. */
export const COVER_SIZES = [120, 150, 180, 220, 270, 330] as const;
const USUAL_SIZE = 2;

const LookSchema = z
  .object({
    sort: z.enum(ALBUM_SORTS).catch('artist'),
    direction: z.enum(['asc', 'desc']).catch('asc'),
    /** Which of the sizes. */
    size: z
      .number()
      .int()
      .min(0)
      .max(COVER_SIZES.length - 1)
      .catch(USUAL_SIZE),
  })
  .catch({ sort: 'artist', direction: 'asc', size: USUAL_SIZE });
export type AlbumsLook = z.infer<typeof LookSchema>;

export function readAlbumsLook(): AlbumsLook {
  try {
    return LookSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return LookSchema.parse({});
  }
}

export function saveAlbumsLook(look: AlbumsLook): void {
  localStorage.setItem(KEY, JSON.stringify(look));
}

/** Names begin at A; what is newest, or played most, is of interest first. */
export function firstDirection(sort: AlbumSort): 'asc' | 'desc' {
  return sort === 'artist' || sort === 'title' ? 'asc' : 'desc';
}
