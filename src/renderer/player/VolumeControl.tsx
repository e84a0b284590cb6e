/** How loud it is; not there on narrow windows, whose computers have keys for that. */
import { PlayerIcon } from './PlayerIcons.tsx';

interface VolumeControlProps {
  /** 0 to 1. */
  readonly volume: number;
  readonly isMuted: boolean;
  readonly onVolume: (volume: number) => void;
  readonly onToggleMuted: () => void;
}

export function VolumeControl({ volume, isMuted, onVolume, onToggleMuted }: VolumeControlProps) {
  const heard = isMuted ? 0 : volume;
  return (
    <div className="player-volume">
      <button
        type="button"
        className="button button-plain button-icon"
        aria-label="Mute"
        title="Mute"
        aria-pressed={isMuted}
        onClick={onToggleMuted}
      >
        <PlayerIcon shape={heard === 0 ? 'muted' : 'loud'} />
      </button>
      <input
        type="range"
        className="slider"
        aria-label="Volume"
        aria-valuetext={`${Math.round(heard * 100)} %`}
        min={0}
        max={1}
        step={0.05}
        value={heard}
        onChange={(event) => onVolume(event.target.valueAsNumber)}
      />
    </div>
  );
}
