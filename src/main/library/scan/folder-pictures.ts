/** Which pictures show the album of a folder, and which folders are one album's. */
import { basename, dirname, join } from 'node:path';
import { fileOfTrack } from '../../../shared/track-path.ts';

/** cover.jpg, Folder.PNG: the names that players look for. */
const PICTURE = /^(?:cover|folder|front)\.(?:jpe?g|png|webp)$/i;

const NUMBER = '(?:\\d{1,2}|one|two|three|four|five|six|[ivx]{1,4})';

/** "CD1", "Disc 2 - Live": a folder for one disc of an album. */
const DISC = new RegExp(`^(?:cd|disc|disk|dvd|lp|side)[\\s._-]*${NUMBER}(?!\\w)`, 'i');

/** "Album (Disc 2)", "Album CD1": one that lies beside the others. */
const ALBUM_WITH_DISC = /[\s._-]*[([]?\b(?:cd|disc|disk)[\s._-]*\d{1,2}[)\]]?$/i;

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
