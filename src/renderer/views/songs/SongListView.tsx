/** A view of songs: its head, and its list, or what stands in the place of an empty one. */
import { lazy, type ReactNode, Suspense, useDeferredValue, useState } from 'react';
import { formatPlayingTime } from '../../../shared/formats.ts';
import { t } from '../../../shared/words/words.ts';
import type { NamedPlaylist } from '../../features/playlists/playlist-edits.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { NothingFound } from '../../library/NothingFound.tsx';
import {
  BEST_FIRST,
  type TrackCount,
  type TrackListQuery,
  type TrackOrder,
  useTrackCount,
} from '../../library/track-pages.ts';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { SongList } from './SongList.tsx';
import styles from './song-list-view.module.css';
import { usePlayerCommands } from './use-player-commands.ts';

const SearchHits = lazy(async () => ({
  default: (await import('../search/SearchHits.tsx')).SearchHits,
}));

interface SongListViewProps {
  readonly title: string;
  /** Stands in the head's place; it is told how much is listed. */
  readonly head?: (count: string) => ReactNode;
  /** Stands in the title's place while a person edits it. */
  readonly titleEditor?: ReactNode;
  readonly list: TrackListQuery['list'];
  readonly firstOrder: TrackOrder;
  /** How many songs the list has when nothing is searched for; undefined until that is known. */
  readonly total: number | undefined;
  /** How long they play, in milliseconds, where that is known. */
  readonly playingMs?: number;
  /** The playlist that is listed. */
  readonly playlist?: NamedPlaylist;
  /** What stands in the place of a list without songs. */
  readonly empty: ReactNode;
  /** The view's actions. */
  readonly children?: ReactNode;
}

export function SongListView(props: SongListViewProps) {
  const { title, titleEditor, list, firstOrder, total, playingMs, playlist, empty } = props;
  const { player, searchText, search } = useLibrary();
  const [chosen, setOrder] = useState<TrackOrder | null>(null);
  const text = useDeferredValue(searchText.trim());
  // What is searched in a playlist stays in its order.
  const isRanked = text !== '' && list.kind !== 'playlist';
  const order = chosen ?? (isRanked ? BEST_FIRST : firstOrder);
  const query = { list, text, ...order };
  const count = useTrackCount(query);
  usePlayerCommands(player, query);
  const words = countWords(total, count.data, playingMs);
  return (
    <>
      {props.head?.(words) ?? (
        <ViewHeader title={title} editor={titleEditor} count={words}>
          {props.children}
        </ViewHeader>
      )}
      {count.error !== null && (
        <div className={styles.failure}>
          <FailurePanel
            failure={count.error}
            action={{ label: t('actions.retry'), onClick: () => void count.refetch() }}
          />
        </div>
      )}
      {list.kind === 'all' && text !== '' && (
        <Suspense>
          <SearchHits text={text} />
        </Suspense>
      )}
      {isEmpty(total, count.data) ? (
        empty
      ) : (
        <Songs
          list={count.data}
          order={order}
          playlist={playlist ?? null}
          onOrder={setOrder}
          onClearSearch={() => search('')}
        />
      )}
    </>
  );
}

function isEmpty(total: number | undefined, found: TrackCount | undefined): boolean {
  return total === 0 || (found !== undefined && found.total === 0 && found.query.text === '');
}

function countWords(
  total: number | undefined,
  found: TrackCount | undefined,
  playingMs: number | undefined,
): string {
  if (found !== undefined && found.query.text !== '') {
    return total === undefined
      ? t('songs.count', { count: found.total })
      : t('songs.found', { found: found.total, count: total });
  }
  const count = total ?? found?.total;
  if (count === undefined) return '';
  const words = t('songs.count', { count });
  return playingMs === undefined || count === 0
    ? words
    : `${words} · ${formatPlayingTime(playingMs)}`;
}

interface SongsProps {
  /** Undefined until the first answer is there. */
  readonly list: TrackCount | undefined;
  readonly order: TrackOrder;
  readonly playlist: NamedPlaylist | null;
  readonly onOrder: (order: TrackOrder) => void;
  readonly onClearSearch: () => void;
}

function Songs({ list, order, playlist, onOrder, onClearSearch }: SongsProps) {
  const { player } = useLibrary();
  if (list === undefined) return <div className="blank" />;
  const { query, total } = list;
  if (total === 0) return <NothingFound text={query.text} onClearSearch={onClearSearch} />;
  return (
    <SongList
      // What is found by other words is another list: it begins at its top, with nothing selected.
      key={query.text}
      query={query}
      total={total}
      order={order}
      playlist={playlist}
      player={player}
      onOrder={onOrder}
    />
  );
}
