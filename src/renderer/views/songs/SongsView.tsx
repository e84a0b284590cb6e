/** All songs of the library, or those that match the search. */
import { FolderSearch } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { EmptyLibrary } from '../../library/EmptyLibrary.tsx';
import { FIRST_ORDER } from '../../library/track-pages.ts';
import { useLibrary } from '../../shell/library-context.ts';
import { SongListView } from './SongListView.tsx';

const ALL = { kind: 'all' } as const;

export function SongsView() {
  const { scan, chooseFolder, openDialog } = useLibrary();
  const { data: summary } = useRead(api.summary, {});
  const problems = summary?.scanProblems ?? 0;
  return (
    <SongListView
      title={t('songs.title')}
      list={ALL}
      firstOrder={FIRST_ORDER}
      total={summary?.counts.tracks}
      empty={
        <EmptyLibrary
          isScanning={scan.isRunning}
          onChoose={chooseFolder}
          onRestore={() => openDialog('backups')}
        />
      }
    >
      {problems > 0 && (
        <button type="button" className="link" onClick={() => openDialog('problems')}>
          {t('songs.unread', { count: problems })}
        </button>
      )}
      <Button disabled={scan.isRunning} onClick={chooseFolder}>
        <FolderSearch aria-hidden="true" strokeWidth={1.8} />
        {t('songs.scanFolder')}
      </Button>
    </SongListView>
  );
}
