/** How loud it is; not there on narrow windows, whose computers have keys for that. */
import { Volume2, VolumeX } from 'lucide-react';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import { Slider } from '../elements/slider/Slider.tsx';
import styles from './player.module.css';

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
    <div className={styles.volume}>
      <IconButton
        icon={heard === 0 ? VolumeX : Volume2}
        label={t('player.mute')}
        aria-pressed={isMuted}
        onClick={onToggleMuted}
      />
      <Slider
        label={t('player.volume')}
        aria-valuetext={t('player.percent', { value: Math.round(heard * 100) })}
        max={1}
        step={0.05}
        value={heard}
        onChange={(event) => onVolume(event.target.valueAsNumber)}
      />
    </div>
  );
}
