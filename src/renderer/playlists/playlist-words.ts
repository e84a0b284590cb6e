/** What became of a playlist file, in words. */

import type { ImportedPlaylist } from '../../shared/api/playlists.ts';
import { formatCount, formatCounted } from '../../shared/formats.ts';

/** So many names fit beside the sentence. */
const MOST_NAMES = 3;

/** How many of its tracks were found, and which were not. */
export function importedSentences({ id, name, found, missing }: ImportedPlaylist): string[] {
  if (id === null) {
    return [
      `No track of the playlist “${name}” is in your library.`,
      'Scan the folder with its music, and open it again.',
    ];
  }
  const all = found + missing.length;
  if (missing.length === 0) {
    return [`The playlist “${name}” was made with ${formatCounted(found, 'track')}.`];
  }
  return [
    `The playlist “${name}” was made with ${formatCount(found)} of ${formatCounted(all, 'track')}.`,
    `Not in your library: ${namesOf(missing)}.`,
  ];
}

function namesOf(written: readonly string[]): string {
  const names = written.slice(0, MOST_NAMES).map(lastPart);
  const others = written.length - names.length;
  return others === 0 ? names.join(', ') : `${names.join(', ')} and ${formatCount(others)} more`;
}

/** A path is mostly the same folder again; what tells tracks apart is its end. */
function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) || path;
}
