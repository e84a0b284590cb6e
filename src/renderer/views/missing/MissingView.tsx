/** The songs whose files are missing. */
import { CircleCheck } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { FIRST_ORDER } from '../../library/track-pages.ts';
import { SongListView } from '../songs/SongListView.tsx';

const MISSING = { kind: 'missing' } as const;

export function MissingView() {
  return (
    <SongListView
      title={t('folders.missingView')}
      list={MISSING}
      firstOrder={FIRST_ORDER}
      total={undefined}
      empty={
        <EmptyState
          icon={CircleCheck}
          title={t('folders.nothingMissing')}
          advice={t('folders.nothingMissingAdvice')}
        />
      }
    />
  );
}
