/** How much is in the library, and how much of it is shown. */
import type { LibrarySummary } from '../../shared/api.ts';
import { formatCount, formatCounted } from '../../shared/formats.ts';

interface StatusBarProps {
  readonly summary: LibrarySummary | undefined;
  /** How many tracks the search found; null without a search. */
  readonly matching: number | null;
  readonly onShowProblems: () => void;
}

export function StatusBar({ summary, matching, onShowProblems }: StatusBarProps) {
  if (summary === undefined) return <footer className="status" />;
  const { counts, scanProblems } = summary;
  const tracks = formatCounted(counts.tracks, 'track');
  return (
    <footer className="status numbers">
      <p role="status">{matching === null ? tracks : `${formatCount(matching)} of ${tracks}`}</p>
      <p className="status-more">
        {[
          formatCounted(counts.albums, 'album'),
          formatCounted(counts.artists, 'artist'),
          formatCounted(counts.playlists, 'playlist'),
        ].join(' · ')}
      </p>
      {scanProblems > 0 && (
        <button type="button" className="link" onClick={onShowProblems}>
          {`${formatCounted(scanProblems, 'file')} could not be read`}
        </button>
      )}
      <p className="status-file" title={summary.file}>
        {summary.file}
      </p>
    </footer>
  );
}
