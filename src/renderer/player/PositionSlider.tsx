/** How far the track is, and a way to anywhere in it. */
import { useState } from 'react';
import { formatTrackLength } from '../../shared/formats.ts';
import { t } from '../../shared/words/words.ts';
import { Slider } from '../elements/slider/Slider.tsx';
import styles from './player.module.css';

interface PositionSliderProps {
  /** In seconds. */
  readonly position: number;
  /** In seconds; null where it is not known. */
  readonly duration: number | null;
  readonly onSeek: (position: number) => void;
}

/** A step of the arrow keys, in seconds: in short tracks, a twentieth. */
const STEP_SECONDS = 5;

/** How far an arrow key leads in a track of a length, which may not be known; in seconds. */
export function stepOf(duration: number | null): number {
  return duration === null ? STEP_SECONDS : Math.min(STEP_SECONDS, duration / 20);
}

export function PositionSlider({ position, duration, onSeek }: PositionSliderProps) {
  /** Where the thumb is while it is dragged: the track goes on until it is let go. */
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = Math.min(dragged ?? position, duration ?? 0);
  const letGo = () => {
    if (dragged !== null) onSeek(dragged);
    setDragged(null);
  };
  return (
    <div className={styles.position}>
      <span aria-hidden="true">{formatTime(shown)}</span>
      <Slider
        label={t('player.position')}
        aria-valuetext={t('player.positionOf', {
          position: formatTime(shown),
          length: formatTime(duration),
        })}
        max={duration ?? 0}
        step="any"
        value={shown}
        disabled={duration === null}
        onPointerDown={() => setDragged(position)}
        onPointerUp={letGo}
        onPointerCancel={() => setDragged(null)}
        onChange={(event) => {
          const wanted = event.target.valueAsNumber;
          if (dragged === null) onSeek(wanted);
          else setDragged(wanted);
        }}
        onKeyDown={(event) => {
          const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
          if (steps === undefined || duration === null) return;
          event.preventDefault();
          onSeek(Math.min(duration, Math.max(0, position + steps * stepOf(duration))));
        }}
      />
      <span aria-hidden="true">{formatTime(duration)}</span>
    </div>
  );
}

function formatTime(seconds: number | null): string {
  return seconds === null ? '–:––' : formatTrackLength(Math.floor(seconds) * 1000);
}
