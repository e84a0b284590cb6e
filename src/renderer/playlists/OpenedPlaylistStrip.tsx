/** What became of a playlist file that was opened with Fermata, and the way back. */
import { useMutation } from '@tanstack/react-query';
import type { ImportedPlaylist } from '../../shared/api/playlists.ts';
import type { OpenedPlaylist } from '../../shared/desktop-bridge.ts';
import { errorFromReport } from '../../shared/errors.ts';
import { api } from '../host/api-client.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { importedSentences } from './playlist-words.ts';

interface OpenedPlaylistStripProps {
  readonly opened: OpenedPlaylist;
  readonly onDismiss: () => void;
}

export function OpenedPlaylistStrip({ opened, onDismiss }: OpenedPlaylistStripProps) {
  if (opened.outcome === 'imported') {
    return <ImportedPlaylistStrip playlist={opened.playlist} onDismiss={onDismiss} />;
  }
  const action = { label: 'Dismiss', onClick: onDismiss };
  return <FailurePanel failure={errorFromReport(opened.error)} action={action} />;
}

interface ImportedPlaylistStripProps {
  readonly playlist: ImportedPlaylist;
  readonly onDismiss: () => void;
}

function ImportedPlaylistStrip({ playlist, onDismiss }: ImportedPlaylistStripProps) {
  const { id, name, createdAt } = playlist;
  const removing = useMutation({
    mutationFn: (made: number) => api.deletePlaylist({ id: made, createdAt }),
  });
  if (removing.error !== null) {
    const action = { label: 'Dismiss', onClick: removing.reset };
    return <FailurePanel failure={removing.error} action={action} />;
  }
  return (
    <section className="strip" aria-label="Playlist" role="status">
      <p>
        {removing.isSuccess
          ? `The playlist “${name}” was removed again.`
          : importedSentences(playlist).join(' ')}
      </p>
      {id !== null && !removing.isSuccess && (
        <button
          type="button"
          className="button"
          disabled={removing.isPending}
          onClick={() => removing.mutate(id)}
        >
          Undo
        </button>
      )}
      <button type="button" className="button button-plain" onClick={onDismiss}>
        Dismiss
      </button>
    </section>
  );
}
