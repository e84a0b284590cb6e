/**
 * The player at the bottom of the page, in three zones: what is played, its controls over a thin line
 * of its position, and how loud it is. Not there until something is played.
 */

import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import type { Track } from '../../shared/api/tracks.ts';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { Cover } from './Cover.tsx';
import { PositionSlider } from './PositionSlider.tsx';
import styles from './player.module.css';
import type { Player } from './player.ts';
import { usePlayerKeys } from './use-player-keys.ts';
import { VolumeControl } from './VolumeControl.tsx';

export function PlayerBar({ player }: { readonly player: Player }) {
  const state = useSyncExternalStore(player.subscribe, player.state);
  usePlayerKeys(player);
  const { track, problem, moreProblems, isPlaying, hasNext } = state;
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
      {track !== null && (
        <section className={styles.player} aria-label={t('player.player')} data-player>
          <Playing track={track} />
          <div className={styles.controls}>
            <div className={styles.buttons}>
              <IconButton
                icon={SkipBack}
                label={t('player.previous')}
                onClick={() => player.previous()}
              />
              <IconButton
                icon={isPlaying ? Pause : Play}
                label={t(isPlaying ? 'player.pause' : 'actions.play')}
                isFilled
                className={styles.play ?? ''}
                onClick={() => player.toggle()}
              />
              <IconButton
                icon={SkipForward}
                label={t('player.next')}
                disabled={!hasNext}
                onClick={() => player.next()}
              />
            </div>
            <PositionSlider {...state} onSeek={(position) => player.seek(position)} />
          </div>
          <VolumeControl
            {...state}
            onVolume={(volume) => player.setVolume(volume)}
            onToggleMuted={() => player.toggleMuted()}
          />
        </section>
      )}
    </>
  );
}

function Playing({ track }: { readonly track: Track }) {
  const from = [track.artist, track.album].filter((name) => name).join(' · ');
  return (
    <div className={styles.track}>
      <Cover key={track.artwork} artwork={track.artwork} size={360} />
      <p className={styles.names}>
        <span className={styles.title} dir="auto" title={track.title}>
          {track.title}
        </span>
        <span className={styles.from} dir="auto" title={from}>
          {from}
        </span>
      </p>
    </div>
  );
}
