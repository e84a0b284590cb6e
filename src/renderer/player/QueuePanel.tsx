/** The queue beside the view: what is played next, and what was played before. */
import { ListMusic, X } from 'lucide-react';
import {
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { formatPlayingTime } from '../../shared/formats.ts';
import { t } from '../../shared/words/words.ts';
import { Button } from '../elements/button/Button.tsx';
import { IconButton } from '../elements/button/IconButton.tsx';
import { EmptyState } from '../elements/empty-state/EmptyState.tsx';
import { acceptTracks, type DraggedTracks } from '../features/playlists/track-drag.ts';
import { useNewPlaylist } from '../features/playlists/use-new-playlist.ts';
import { tellFailure } from '../features/undo/tell-edits.ts';
import { PlayedBefore } from './PlayedBefore.tsx';
import { isEnd, type PlayQueue } from './play-queue.ts';
import type { Player } from './player.ts';
import { QueueRows } from './QueueRows.tsx';
import styles from './queue.module.css';
import { addToQueue, clearQueue, moveInQueue, tracksToCome } from './queue-acts.ts';
import { queuePanel } from './queue-panel-state.ts';
import { useQueueTracks } from './use-queue-tracks.ts';

const PARTS = ['next', 'before'] as const;

export function QueuePanel({ player }: { readonly player: Player }) {
  const queue = useSyncExternalStore(player.subscribe, () => player.state().queue);
  const played = useSyncExternalStore(player.subscribe, () => player.state().played);
  const [part, setPart] = useState<(typeof PARTS)[number]>('next');
  const [shown, setShown] = useState({ first: 0, last: 40 });
  const panel = useRef<HTMLElement>(null);
  useDrop(panel, player);
  const upcoming = queue === null ? [] : queue.rows.slice(queue.position);
  const before = played.toReversed();
  const ids = part === 'next' ? upcoming.map(({ id }) => id) : before;
  const tracks = useQueueTracks(ids, shown.first, shown.last);
  const onShown = (first: number, last: number) => setShown({ first, last });
  return (
    <aside ref={panel} className={styles.panel} aria-label={t('queue.title')}>
      <header className={styles.head}>
        <h2>{t('queue.title')}</h2>
        <IconButton icon={X} label={t('queue.close')} onClick={() => queuePanel.toggle()} />
      </header>
      <div className={styles.parts}>
        {PARTS.map((each) => (
          <button
            key={each}
            type="button"
            className={styles.part}
            aria-pressed={part === each}
            onClick={() => setPart(each)}
          >
            {t(`queue.${each}`)}
          </button>
        ))}
      </div>
      {part === 'next' && queue !== null && (
        <QueueActs player={player} queue={queue} playingMs={tracks.playingMs} />
      )}
      {part === 'next' && queue !== null && (
        <QueueRows player={player} queue={queue} tracks={tracks} onShown={onShown} />
      )}
      {part === 'next' && queue === null && (
        <EmptyState icon={ListMusic} title={t('queue.empty')} advice={t('queue.emptyAdvice')} />
      )}
      {part === 'before' && before.length > 0 && (
        <PlayedBefore player={player} played={before} tracks={tracks} onShown={onShown} />
      )}
      {part === 'before' && before.length === 0 && (
        <EmptyState
          icon={ListMusic}
          title={t('queue.noneBefore')}
          advice={t('queue.noneBeforeAdvice')}
        />
      )}
    </aside>
  );
}

interface QueueActsProps {
  readonly player: Player;
  readonly queue: PlayQueue;
  /** In milliseconds; null where it is not known. */
  readonly playingMs: number | null;
}

/** How much there is, and what can be done with all of it. */
function QueueActs({ player, queue, playingMs }: QueueActsProps) {
  const makePlaylist = useNewPlaylist();
  const count = queue.rows.length - queue.position;
  const words = isEnd(queue) ? t('queue.count', { count }) : t('queue.countOpen', { count });
  const time = playingMs === null || !isEnd(queue) ? '' : ` · ${formatPlayingTime(playingMs)}`;
  const save = async () => {
    try {
      await makePlaylist(await tracksToCome(queue));
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <div className={styles.acts}>
      <p className={styles.count} role="status">
        {`${words}${time}`}
      </p>
      <Button look="quiet" title={t('queue.saveAs')} onClick={() => void save()}>
        {t('queue.save')}
      </Button>
      <Button
        look="quiet"
        disabled={count <= 1 && isEnd(queue)}
        onClick={() => void clearQueue(player)}
      >
        {t('queue.clear')}
      </Button>
    </div>
  );
}

/** Songs that are dropped anywhere on the panel come at the end. */
function useDrop(panel: RefObject<HTMLElement | null>, player: Player): void {
  const drop = useEffectEvent(async (dragged: DraggedTracks) => {
    if (dragged.queueKeys === undefined) await addToQueue(player, await dragged.rows());
    else await moveInQueue(player, dragged.queueKeys, null);
  });
  useEffect(() => {
    const element = panel.current;
    if (element === null) return;
    return acceptTracks(element, {
      onOver: (pointerY) => {
        if (pointerY === null) delete element.dataset.over;
        else element.dataset.over = '';
      },
      onDrop: (dragged) => void drop(dragged),
    });
  }, [panel]);
}
