import { formatCounted } from '../../shared/formats.ts';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { FermataSign } from '../lifecycle/FermataSign.tsx';

interface EmptyLibraryProps {
  readonly isScanning: boolean;
  readonly onChoose: () => void;
  readonly onRestore: () => void;
}

export function EmptyLibrary({ isScanning, onChoose, onRestore }: EmptyLibraryProps) {
  const { data } = useRead(api.backups, {});
  const backups = data?.backups.filter(({ rows }) => (rows.tracks ?? 0) > 0).length ?? 0;
  return (
    <div className="blank">
      <div className="blank-sign">
        <FermataSign fraction={isScanning ? null : 'still'} />
      </div>
      <h2>{isScanning ? 'Listening for your music' : 'Your library is empty'}</h2>
      <p>
        {isScanning
          ? 'Tracks appear here as they are read.'
          : 'Choose a folder with music. Fermata reads the files and never changes them.'}
      </p>
      {!isScanning && (
        <button type="button" className="button button-main" onClick={onChoose}>
          Choose a Folder…
        </button>
      )}
      {!isScanning && backups > 0 && (
        <>
          <p className="blank-more">
            {`If you miss your tracks: there ${backups === 1 ? 'is' : 'are'} ${formatCounted(backups, 'backup')} with some.`}
          </p>
          <button type="button" className="button" onClick={onRestore}>
            Restore from Backup…
          </button>
        </>
      )}
    </div>
  );
}
