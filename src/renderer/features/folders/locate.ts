/** Telling the library where files are now, once they were found there. */
import type { RelocationTryout } from '../../../shared/api/folders.ts';
import { t } from '../../../shared/words/words.ts';
import { api } from '../../host/api-client.ts';
import { relocate } from './folder-edits.ts';
import { likelyMoves, type Move } from './new-places.ts';

/**
 * Relocates a folder, or the file of a track and what was beside it, if the files are at the new place.
 *
 * @returns the folder to scan; null, with why, where none of the files is there
 * @throws FermataError as the host does
 */
export async function locate(
  move: Move,
  isTrack: boolean,
): Promise<{ readonly folder: string } | { readonly folder: null; readonly reason: string }> {
  const tried = await api.tryRelocation(move);
  if (!isTrack) return tried.found > 0 ? relocateTo(tried) : notThere(tried);
  if (!tried.isFile) return { folder: null, reason: t('folders.notAFile', { path: tried.to }) };
  for (const each of likelyMoves({ from: move.from, to: tried.to })) {
    const wider = await api.tryRelocation(each);
    // What is still where it was stays there, and so does what is not at the new place.
    const isWhole = wider.found === wider.looked && wider.missing === wider.tracks;
    if (wider.isFile || isWhole) return relocateTo(wider);
  }
  return notThere(tried);
}

async function relocateTo({ from, to, isFile }: RelocationTryout): Promise<{ folder: string }> {
  await relocate(from, to);
  return { folder: isFile ? to.slice(0, Math.max(to.lastIndexOf('/'), to.lastIndexOf('\\'))) : to };
}

function notThere({ to, looked }: RelocationTryout): { folder: null; reason: string } {
  return {
    folder: null,
    reason: `${t('folders.filesNotThere', { to, count: looked })} ${t('folders.nameSameFolder')}`,
  };
}
