/** Lists that keep themselves: what came last, what is heard most, what never was. */
import { Check, Flame } from 'lucide-react';
import { t } from '../../../shared/words/words.ts';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { EmptyLibrary } from '../../library/EmptyLibrary.tsx';
import { useLibrary } from '../../shell/library-context.ts';
import { SongListView } from '../songs/SongListView.tsx';

const ALL = { kind: 'all' } as const;
const PLAYED = { kind: 'played' } as const;
const UNPLAYED = { kind: 'unplayed' } as const;

const NEWEST = { sort: 'added', direction: 'desc' } as const;
const MOST_PLAYED = { sort: 'plays', direction: 'desc' } as const;

export function RecentlyAddedView() {
  const { scan, chooseFolder, openDialog } = useLibrary();
  return (
    <SongListView
      title={t('albums.recentlyAdded')}
      list={ALL}
      firstOrder={NEWEST}
      total={undefined}
      empty={
        <EmptyLibrary
          isScanning={scan.isRunning}
          onChoose={chooseFolder}
          onRestore={() => openDialog('backups')}
        />
      }
    />
  );
}

export function MostPlayedView() {
  return (
    <SongListView
      title={t('albums.mostPlayed')}
      list={PLAYED}
      firstOrder={MOST_PLAYED}
      total={undefined}
      empty={
        <EmptyState
          icon={Flame}
          title={t('albums.nothingPlayed')}
          advice={t('albums.nothingPlayedAdvice')}
        />
      }
    />
  );
}

export function UnplayedView() {
  return (
    <SongListView
      title={t('albums.unplayed')}
      list={UNPLAYED}
      firstOrder={NEWEST}
      total={undefined}
      empty={
        <EmptyState
          icon={Check}
          title={t('albums.allPlayed')}
          advice={t('albums.allPlayedAdvice')}
        />
      }
    />
  );
}
