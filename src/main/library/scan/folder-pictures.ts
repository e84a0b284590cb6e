/** Which pictures show the album of a folder, and which folders are one album's. */
import { basename, dirname, join } from 'node:path';
import { fileOfTrack } from '../../../shared/track-path.ts';

/** cover.jpg, Folder.PNG: the names that players look for. */
const PICTURE = /^(?:cover|folder|front)\.(?:jpe?g|png|webp)$/i;

const NUMBER = '(?:\\d{1,2}|one|two|three|four|five|six|[ivx]{1,4})';

/** What a disc is called in names of folders: in English, and as taggers of other languages write it. */
const DISC_NAMES = 'cd|disc|disk|disque|dysk|lemez|skive|skiva|диск|ディスク|碟|光盘';

/** "CD1", "Disc 2 - Live", "Disc 1 of 2", "Bonus Disc": a folder for one disc of an album. */
const DISC = new RegExp(
  `^(?:(?:${DISC_NAMES}|dvd|lp|side)[\\s._-]*${NUMBER}(?!\\w)|(?:${DISC_NAMES})\\s?\\d{1,2}of\\d|bonus[\\s._-]*(?:cd|disc|disk)$)`,
  'i',
);

/** "Album (Disc 2)", "Album CD1": one that lies beside the others. */
const ALBUM_WITH_DISC = new RegExp(
  `[\\s._-]*[([]?(?<![\\p{L}\\d])(?:${DISC_NAMES})[\\s._-]*\\d{1,2}(?:\\s?of\\s?\\d{1,2})?[)\\]]?$`,
  'iu',
);

/** Whether a file is a picture of the album beside it, by its name. */
export function isFolderPicture(name: string): boolean {
  return PICTURE.test(name);
}

/** The folder of a track's album: the folders of its discs count as one. */
export function albumFolder(path: string): string {
  const folder = dirname(fileOfTrack(path));
  const name = basename(folder);
  if (DISC.test(name)) return dirname(folder);
  const album = name.replace(ALBUM_WITH_DISC, '');
  return album === '' ? folder : join(dirname(folder), album);
}
