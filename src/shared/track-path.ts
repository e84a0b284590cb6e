/**
 * What a track is named by: the path of its file, or, where a cue sheet parts the file, a path one step
 * below it, where nothing can be: `/music/album.flac/03`. So each track has one name, in its folder and
 * moving along with it, and whatever keeps tracks by their path (backups that are compared, playlists,
 * exports) keeps parts without knowing of them.
 */

/** Behind the ending of a file; no audio file is called by a number alone. */
const PART = /^(.*\.[^\\/.]+)[\\/](\d{2,3})$/s;

/**
 * The path of a part of a file.
 *
 * @param number 1 to 999
 */
export function partPath(file: string, number: number): string {
  const separator = file.includes('\\') && !file.includes('/') ? '\\' : '/';
  return `${file}${separator}${String(number).padStart(2, '0')}`;
}

/** The file of a track. */
export function fileOfTrack(path: string): string {
  return PART.exec(path)?.[1] ?? path;
}
