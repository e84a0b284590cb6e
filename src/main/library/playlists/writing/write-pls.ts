/** Writes PLS: numbered paths, titles and lengths, in UTF-8. */
import {
  onOneLine,
  type PathStyle,
  pathLine,
  shownText,
  type WrittenPlaylist,
  wholeSeconds,
} from './written-playlist.ts';

/** The text of the file; its name stands where GNOME's players write and read it. */
export function plsText({ name, entries }: WrittenPlaylist, style: PathStyle): string {
  const lines = entries.flatMap((entry, index) => [
    `File${index + 1}=${pathLine(entry.path, style)}`,
    `Title${index + 1}=${shownText(entry, style.isWindows)}`,
    `Length${index + 1}=${wholeSeconds(entry)}`,
  ]);
  const head = ['[playlist]', `X-GNOME-Title=${onOneLine(name)}`];
  const foot = [`NumberOfEntries=${entries.length}`, 'Version=2'];
  return `${[...head, ...lines, ...foot].join('\n')}\n`;
}
