import { t } from '../../shared/words/words.ts';
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
      <h2>{t(isScanning ? 'scan.listening' : 'scan.emptyTitle')}</h2>
      <p>{t(isScanning ? 'scan.appearHere' : 'scan.emptyHint')}</p>
      {!isScanning && (
        <button type="button" className="button button-main" onClick={onChoose}>
          {t('scan.chooseFolder')}
        </button>
      )}
      {!isScanning && backups > 0 && (
        <>
          <p className="blank-more">{t('scan.missTracks', { count: backups })}</p>
          <button type="button" className="button" onClick={onRestore}>
            {t('recovery.restore')}
          </button>
        </>
      )}
    </div>
  );
}
