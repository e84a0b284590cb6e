/** A library without tracks: what to do first. */
import { FermataSign } from '../lifecycle/FermataSign.tsx';

interface EmptyLibraryProps {
  readonly isScanning: boolean;
  readonly onChoose: () => void;
}

export function EmptyLibrary({ isScanning, onChoose }: EmptyLibraryProps) {
  return (
    <main className="blank">
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
    </main>
  );
}
