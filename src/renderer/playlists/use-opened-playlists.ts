/** The playlist files that were opened with Fermata: what became of each is told in a toast. */
import { useEffect } from 'react';
import { z } from 'zod';
import type { ImportedPlaylist } from '../../shared/api/playlists.ts';
import { OpenedPlaylistSchema } from '../../shared/desktop-bridge.ts';
import { errorFromReport } from '../../shared/errors.ts';
import { t } from '../../shared/words/words.ts';
import { toast } from '../elements/toast/toast.ts';
import { tellEdits, tellFailure } from '../features/undo/tell-edits.ts';
import { edits } from '../host/edits.ts';
import { importedSentences } from './playlist-words.ts';

export function useOpenedPlaylists(): void {
  useEffect(() => {
    const stopListening = window.fermataDesktop?.onPlaylistsOpened(() => void tellOpened());
    // Those that were opened before the page listened.
    void tellOpened();
    return stopListening;
  }, []);
}

async function tellOpened(): Promise<void> {
  const taken = (await window.fermataDesktop?.takeOpenedPlaylists()) ?? [];
  for (const opened of z.array(OpenedPlaylistSchema).parse(taken)) {
    if (opened.outcome === 'imported') await tellImported(opened.playlist);
    else tellFailure(errorFromReport(opened.error));
  }
}

async function tellImported(playlist: ImportedPlaylist): Promise<void> {
  const { id, createdAt, name, missing } = playlist;
  const text = importedSentences(playlist).join(' ');
  if (id === null) {
    toast({ text, isKept: true });
    return;
  }
  const edit = {
    label: t('playlists.created', { name }),
    inverse: { call: 'deletePlaylist', input: { id, createdAt } },
  };
  edits.record(edit);
  await tellEdits(Promise.resolve([edit]), { text, isKept: missing.length > 0 });
}
