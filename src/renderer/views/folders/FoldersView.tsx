/** The music folders, what is missing of them, and what was removed not long ago. */
import { FolderPlus, Folders, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { LocateDialog, type Lost } from '../../features/folders/LocateDialog.tsx';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { FolderRow } from './FolderRow.tsx';
import styles from './folders.module.css';
import { MissingPlaces } from './MissingPlaces.tsx';
import { Removals } from './Removals.tsx';
import { Watching } from './Watching.tsx';

export function FoldersView() {
  const { scan, chooseFolder } = useLibrary();
  const { data: folders, error } = useRead(api.folders, {});
  const [lost, setLost] = useState<Lost | null>(null);
  const there = folders?.filter(({ state }) => state === 'there').map(({ path }) => path) ?? [];
  const add = (
    <Button disabled={scan.isRunning} onClick={chooseFolder}>
      <FolderPlus aria-hidden="true" strokeWidth={1.8} />
      {t('folders.add')}
    </Button>
  );
  const locate = (path: string) => setLost({ path, isTrack: false });
  return (
    <>
      <ViewHeader
        title={t('folders.title')}
        count={folders === undefined ? '' : t('folders.count', { count: folders.length })}
      >
        {there.length > 0 && (
          <Button disabled={scan.isRunning} onClick={() => void scan.start(there)}>
            <RefreshCw aria-hidden="true" strokeWidth={1.8} />
            {t('folders.rescanAll')}
          </Button>
        )}
        {folders !== undefined && folders.length > 0 && add}
      </ViewHeader>
      {error !== null && <FailurePanel failure={error} />}
      <div className={styles.lists}>
        {folders?.length === 0 && (
          <EmptyState icon={Folders} title={t('folders.none')} advice={t('folders.noneAdvice')}>
            {add}
          </EmptyState>
        )}
        <ul className={styles.rows}>
          {folders?.map((folder) => (
            <FolderRow key={folder.path} folder={folder} scan={scan} onLocate={locate} />
          ))}
        </ul>
        {folders !== undefined && folders.length > 0 && <Watching />}
        <MissingPlaces onLocate={locate} />
        <Removals />
      </div>
      {lost !== null && <LocateDialog lost={lost} onClose={() => setLost(null)} />}
    </>
  );
}
