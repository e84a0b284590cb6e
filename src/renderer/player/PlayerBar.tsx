/** The player at the bottom of the page: what is played, and its controls. Not there until then. */
import { useSyncExternalStore } from 'react';
import type { Track } from '../../shared/api/tracks.ts';
import { formatCounted } from '../../shared/formats.ts';
import { FailurePanel } from '../library/FailurePanel.tsx';
import { Cover } from './Cover.tsx';
import { PlayerIcon } from './PlayerIcons.tsx';
import { PositionSlider } from './PositionSlider.tsx';
import type { Player } from './player.ts';
import { usePlayerKeys } from './use-player-keys.ts';
import { VolumeControl } from './VolumeControl.tsx';
import './player.css';

export function PlayerBar({ player }: { readonly player: Player }) {
  const state = useSyncExternalStore(player.subscribe, player.state);
  usePlayerKeys(player);
  const { track, problem, moreProblems, isPlaying, hasNext } = state;
  return (
    <>
      {problem !== null && (
        <FailurePanel
          failure={problem}
          action={{ label: 'Dismiss', onClick: () => player.forgetProblem() }}
        >
          {moreProblems > 0 &&
            `${formatCounted(moreProblems, 'more track')} could not be played either.`}
        </FailurePanel>
      )}
      {track !== null && (
        <section className="player" aria-label="Player">
          <Playing track={track} />
          <div className="player-buttons">
            <button
              type="button"
              className="button button-plain button-icon"
              aria-label="Previous"
              title="Previous"
              onClick={() => player.previous()}
            >
              <PlayerIcon shape="previous" />
            </button>
            <button
              type="button"
              className="button button-main button-icon button-play"
              aria-label={isPlaying ? 'Pause' : 'Play'}
              title={isPlaying ? 'Pause' : 'Play'}
              onClick={() => player.toggle()}
            >
              <PlayerIcon shape={isPlaying ? 'pause' : 'play'} />
            </button>
            <button
              type="button"
              className="button button-plain button-icon"
              aria-label="Next"
              title="Next"
              disabled={!hasNext}
              onClick={() => player.next()}
            >
              <PlayerIcon shape="next" />
            </button>
          </div>
          <PositionSlider {...state} onSeek={(position) => player.seek(position)} />
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
  const from = [track.artist, track.album].filter((name) => name).join(' — ');
  return (
    <div className="player-track">
      <Cover key={track.artwork} artwork={track.artwork} />
      <p className="player-names">
        <span className="player-title" dir="auto" title={track.title}>
          {track.title}
        </span>
        <span className="player-from" dir="auto" title={from}>
          {from}
        </span>
      </p>
    </div>
  );
}
