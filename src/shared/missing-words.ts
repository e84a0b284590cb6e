/** Missing tracks in words, the same on a page and in a terminal. */
import { formatCount } from './formats.ts';
import type { MissingTracks } from './missing-tracks.ts';
import { t } from './words/words.ts';

/** So many disks and folders are named. */
const NAMED = 5;

/** "1,240: 1,200 on Archive, 40 in /home/me/Music". */
export function missingWords({ count, places }: MissingTracks): string {
  const named = places
    .slice(0, NAMED)
    .map((place) =>
      place.disk === null
        ? t('folders.missingIn', { count: place.count, folder: place.path })
        : t('folders.missingOn', { count: place.count, disk: place.disk }),
    );
  const rest = places.length > NAMED ? [t('folders.missingElsewhere')] : [];
  if (places.length === 0) return formatCount(count);
  return `${formatCount(count)}: ${[...named, ...rest].join(', ')}`;
}
