/** All tracks of the library, or those that match the search. */
import { FolderSearch } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { formatCount, formatCounted } from '../../shared/formats.ts';
import { Button } from '../elements/button/Button.tsx';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { EmptyLibrary } from '../library/EmptyLibrary.tsx';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { NothingFound } from '../library/NothingFound.tsx';
import {
  FIRST_ORDER,
  type TrackCount,
  type TrackListQuery,
  type TrackOrder,
  useTrackCount,
} from '../library/track-pages.ts';
import { SongList } from '../views/songs/SongList.tsx';
import { useLibrary } from './library-context.ts';
import styles from './songs-place.module.css';
import { usePlayerCommands } from './use-player-commands.ts';
import { ViewHeader } from './ViewHeader.tsx';

export function SongsPlace() {
  const { player, scan, searchText, search, chooseFolder, openDialog } = useLibrary();
  const [order, setOrder] = useState<TrackOrder>(FIRST_ORDER);
  const query: TrackListQuery = {
    list: { kind: 'all' },
    text: useDeferredValue(searchText.trim()),
    ...order,
  };
  const summary = useRead(api.summary, {});
  const count = useTrackCount(query);
  usePlayerCommands(player, query);
  const failure = count.error ?? summary.error;
  const readAgain = () => void Promise.all([count.refetch(), summary.refetch()]);
  const total = summary.data?.counts.tracks;
  const problems = summary.data?.scanProblems ?? 0;
  return (
    <>
      <ViewHeader title="Songs" count={total === undefined ? '' : countWords(total, count.data)}>
        {problems > 0 && (
          <button type="button" className="link" onClick={() => openDialog('problems')}>
            {`${formatCounted(problems, 'file')} could not be read`}
          </button>
        )}
        <Button disabled={scan.isRunning} onClick={chooseFolder}>
          <FolderSearch aria-hidden="true" strokeWidth={1.8} />
          Scan Folder…
        </Button>
      </ViewHeader>
      {failure !== null && (
        <div className={styles.failure}>
          <FailurePanel failure={failure} action={{ label: 'Retry', onClick: readAgain }} />
        </div>
      )}
      {total === 0 ? (
        <EmptyLibrary
          isScanning={scan.isRunning}
          onChoose={chooseFolder}
          onRestore={() => openDialog('backups')}
        />
      ) : (
        <Songs
          list={count.data}
          order={order}
          onOrder={setOrder}
          onClearSearch={() => search('')}
        />
      )}
    </>
  );
}

function countWords(total: number, found: TrackCount | undefined): string {
  const tracks = formatCounted(total, 'track');
  const isSearch = found !== undefined && found.query.text !== '';
  return isSearch ? `${formatCount(found.total)} of ${tracks}` : tracks;
}

interface SongsProps {
  /** Undefined until the first answer is there. */
  readonly list: TrackCount | undefined;
  readonly order: TrackOrder;
  readonly onOrder: (order: TrackOrder) => void;
  readonly onClearSearch: () => void;
}

function Songs({ list, order, onOrder, onClearSearch }: SongsProps) {
  const { player } = useLibrary();
  if (list === undefined) return <div className="blank" />;
  const { query, total } = list;
  if (total === 0) return <NothingFound text={query.text} onClearSearch={onClearSearch} />;
  // Another query is another list: it begins at its top.
  const key = [query.text, query.sort, query.direction].join(' ');
  return (
    <SongList
      key={key}
      query={query}
      total={total}
      order={order}
      player={player}
      onOrder={onOrder}
    />
  );
}
