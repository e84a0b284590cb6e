/** What became of a playlist file, in words. */

import type { ImportedPlaylist } from '../../shared/api/playlists.ts';
import { t } from '../../shared/words/words.ts';

/** So many names fit beside the sentence. */
const MOST_NAMES = 3;

/** How many of its tracks were found, and which were not. */
export function importedSentences({ id, name, found, missing }: ImportedPlaylist): string[] {
  if (id === null) return [t('playlists.noTrackFound', { name }), t('playlists.scanFirst')];
  if (missing.length === 0) return [t('playlists.imported', { name, count: found })];
  return [
    t('playlists.importedInPart', { name, found, all: found + missing.length }),
    t('playlists.notInLibrary', { names: namesOf(missing) }),
  ];
}

function namesOf(written: readonly string[]): string {
  const names = written.slice(0, MOST_NAMES).map(lastPart).join(', ');
  const others = written.length - MOST_NAMES;
  return others <= 0 ? names : t('playlists.namesAndMore', { names, count: others });
}

/** A path is mostly the same folder again; what tells tracks apart is its end. */
export function lastPart(path: string): string {
  return path.split(/[/\\]/).at(-1) || path;
}
