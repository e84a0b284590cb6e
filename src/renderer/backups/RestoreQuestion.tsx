/** Before a restore: what it would change, and that it can be undone. */
import { useQuery } from '@tanstack/react-query';
import type { BackupManifest } from '../../shared/backups.ts';
import { api } from '../host/api-client.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { differenceSentences, timeName } from './backup-words.ts';

interface RestoreQuestionProps {
  readonly backup: BackupManifest;
  readonly hasLibrary: boolean;
  readonly isDisabled: boolean;
  readonly onRestore: () => void;
  readonly onCancel: () => void;
}

export function RestoreQuestion(props: RestoreQuestionProps) {
  const { backup, hasLibrary, isDisabled, onRestore, onCancel } = props;
  return (
    <section className="restore-question" aria-label="Restore">
      <h3>{`Restore the backup of ${timeName(backup.createdAt)}?`}</h3>
      {hasLibrary ? (
        <>
          <Difference id={backup.id} />
          <p className="faint">What is there now is backed up first, so this can be undone.</p>
        </>
      ) : (
        <p className="faint">The library that cannot be opened is kept: nothing is deleted.</p>
      )}
      <div className="restore-actions">
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={isDisabled}
          onClick={onRestore}
        >
          Restore
        </button>
      </div>
    </section>
  );
}

function Difference({ id }: { readonly id: string }) {
  const { data, error } = useQuery({
    queryKey: ['backups', 'difference', id],
    queryFn: () => api.backupDifference(id),
    // The library goes on changing.
    staleTime: 0,
  });
  if (error !== null) return <FailurePanel failure={error} />;
  if (data === undefined) return <p className="faint">Comparing it with your library…</p>;
  const sentences = differenceSentences(data);
  if (sentences.length === 0) return <p>Tracks, plays and playlists are the same.</p>;
  return (
    <ul className="difference numbers" aria-label="What would change">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
