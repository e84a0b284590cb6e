/** What was played before, the last one first: played once more by Enter or a double click. */
import { ListPlus, ListStart, Play } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../shared/words/words.ts';
import { LongList } from '../elements/long-list/LongList.tsx';
import { ContextMenu, MenuItem } from '../elements/menu/Menu.tsx';
import { isSelected, NOTHING_SELECTED } from '../features/selection/selection.ts';
import type { Player } from './player.ts';
import { QueueCells } from './QueueCells.tsx';
import { HeaderRow, QUEUE_ROW_HEIGHT } from './QueueRows.tsx';
import styles from './queue.module.css';
import { addToQueue, playNext } from './queue-acts.ts';
import type { QueueTracks } from './use-queue-tracks.ts';

interface PlayedBeforeProps {
  readonly player: Player;
  /** The ids, the last one first. */
  readonly played: readonly number[];
  readonly tracks: QueueTracks;
  readonly onShown: (first: number, last: number) => void;
}

export function PlayedBefore({ player, played, tracks, onShown }: PlayedBeforeProps) {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const rows = played.map((id, place) => ({ id, entryId: null, place }));
  const chosen = rows.filter(({ place }) => isSelected(selection, place));
  return (
    <ContextMenu
      place={<div className={styles.list} />}
      items={
        <>
          <MenuItem
            label={t('actions.play')}
            icon={Play}
            keys="Enter"
            onSelect={() => void player.playNow(chosen)}
          />
          <MenuItem
            label={t('queue.playNext')}
            icon={ListStart}
            onSelect={() => void playNext(player, chosen)}
          />
          <MenuItem
            label={t('queue.addLast')}
            icon={ListPlus}
            onSelect={() => void addToQueue(player, chosen)}
          />
        </>
      }
    >
      <LongList
        id="played"
        label={t('queue.songsBefore')}
        total={rows.length}
        order="played"
        rowHeight={QUEUE_ROW_HEIGHT}
        header={<HeaderRow />}
        headerHeight={0}
        rowAt={(index) => rows[index] ?? null}
        idOf={({ place }) => place}
        idsOf={(first, last) =>
          Promise.resolve(rows.slice(first, last + 1).map(({ place }) => place))
        }
        cells={(row) => <QueueCells track={row && tracks.trackOf(row.id)} />}
        selection={selection}
        onSelect={setSelection}
        onShown={onShown}
        onOpen={(row) => void player.playNow([row])}
        findPrefix={() => Promise.resolve(null)}
      />
    </ContextMenu>
  );
}
