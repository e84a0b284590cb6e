/** How much is in the library, and how much of it is shown. */
import type { LibrarySummary } from '../../shared/api/library.ts';
import { formatCount, formatCounted } from '../../shared/formats.ts';
import type { TrackCount } from './track-pages.ts';

interface StatusBarProps {
  readonly summary: LibrarySummary | undefined;
  /** What the list shows; null until it is known. */
  readonly found: TrackCount | null;
  readonly onShowProblems: () => void;
  readonly onShowHealth: () => void;
}

export function StatusBar({ summary, found, onShowProblems, onShowHealth }: StatusBarProps) {
  if (summary === undefined) return <footer className="status" />;
  const { counts, scanProblems } = summary;
  const tracks = formatCounted(counts.tracks, 'track');
  const isSearch = found !== null && found.query.text !== '';
  return (
    <footer className="status numbers">
      <p role="status">{isSearch ? `${formatCount(found.total)} of ${tracks}` : tracks}</p>
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
      <button type="button" className="link" onClick={onShowHealth}>
        Library Health…
      </button>
    </footer>
  );
}
