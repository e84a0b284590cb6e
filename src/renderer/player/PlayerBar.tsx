/**
 * The player at the bottom of the page, in three zones: what is played, its controls over a thin line
 * of its position, and what belongs to it. On a narrow window it is there once something is played.
 */
import { type KeyboardEvent, useSyncExternalStore } from 'react';
import { t } from '../../shared/words/words.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { useMediaQuery } from '../library/use-media-query.ts';
import { ONE_COLUMN } from '../style/breakpoints.ts';
import { PlayedRating } from './PlayedRating.tsx';
import { PlayedTrack } from './PlayedTrack.tsx';
import { PlayerButtons } from './PlayerButtons.tsx';
import { PlayMenu } from './PlayMenu.tsx';
import { PositionSlider, stepOf } from './PositionSlider.tsx';
import styles from './player.module.css';
import type { Player } from './player.ts';
import { QueueButton } from './QueueButton.tsx';
import { usePlayerKeys } from './use-player-keys.ts';
import { VolumeControl } from './VolumeControl.tsx';

export function PlayerBar({ player }: { readonly player: Player }) {
  const state = useSyncExternalStore(player.subscribe, player.state);
  const isNarrow = useMediaQuery(ONE_COLUMN);
  usePlayerKeys(player);
  const { track, problem, moreProblems } = state;
  /** Arrows seek wherever the keyboard is in the player, but in what takes them itself. */
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (direction === undefined || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.matches('input')) return;
    event.preventDefault();
    player.seek(state.position + direction * stepOf(state.duration));
  };
  return (
    <>
      {problem !== null && (
        <div className={styles.problem}>
          <FailurePanel
            failure={problem}
            action={{ label: t('actions.dismiss'), onClick: () => player.forgetProblem() }}
          >
            {moreProblems > 0 && t('player.alsoUnplayable', { count: moreProblems })}
          </FailurePanel>
        </div>
      )}
      {(track !== null || !isNarrow) && (
        <section
          className={styles.player}
          aria-label={t('player.player')}
          data-player
          onKeyDown={onKeyDown}
        >
          <PlayedTrack track={track} />
          <div className={styles.controls}>
            <PlayerButtons player={player} state={state} />
            <PositionSlider {...state} onSeek={(position) => player.seek(position)} />
          </div>
          <div className={styles.more}>
            {track !== null && <PlayedRating track={track} />}
            <PlayMenu player={player} />
            <QueueButton />
            <VolumeControl
              {...state}
              onVolume={(volume) => player.setVolume(volume)}
              onToggleMuted={() => player.toggleMuted()}
            />
          </div>
        </section>
      )}
    </>
  );
}
