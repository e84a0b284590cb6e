/** The buttons of the player: shuffle, back, play, on, repeat. */
import { Pause, Play, Repeat, Repeat1, Shuffle, SkipBack, SkipForward } from 'lucide-react';
import { t } from '../../shared/words/words.ts';
import { IconButton } from '../elements/button/IconButton.tsx';
import { command, commandRegistry } from '../features/commands/registry.ts';
import { useCommands } from '../features/commands/use-commands.ts';
import type { Repeat as RepeatMode } from './play-queue.ts';
import styles from './player.module.css';
import type { Player } from './player.ts';
import type { PlayerState } from './player-state.ts';

/** What a press of the button leads to. */
const NEXT_REPEAT = { off: 'all', all: 'one', one: 'off' } as const;

const REPEAT_WORDS = {
  off: 'player.repeatOff',
  all: 'player.repeatAll',
  one: 'player.repeatOne',
} as const satisfies Record<RepeatMode, string>;

interface PlayerButtonsProps {
  readonly player: Player;
  readonly state: PlayerState;
}

export function PlayerButtons({ player, state }: PlayerButtonsProps) {
  const { track, isPlaying, hasNext, isShuffled, repeat } = state;
  const toggleShuffle = () => void player.queue.setShuffled(!isShuffled);
  const changeRepeat = () => player.queue.setRepeat(NEXT_REPEAT[repeat]);
  useCommands([command('shuffle', toggleShuffle), command('repeat', changeRepeat)]);
  return (
    <div className={styles.buttons}>
      <IconButton
        icon={Shuffle}
        label={t('player.shuffle')}
        className={styles.mode ?? ''}
        aria-pressed={isShuffled}
        onClick={toggleShuffle}
      />
      <IconButton
        icon={SkipBack}
        label={t('player.previous')}
        disabled={track === null}
        onClick={() => player.previous()}
      />
      <IconButton
        icon={isPlaying ? Pause : Play}
        label={t(isPlaying ? 'player.pause' : 'actions.play')}
        isFilled
        className={styles.play ?? ''}
        // Where nothing was chosen yet, the list that is shown is played.
        onClick={() => commandRegistry.run('play-pause') || player.toggle()}
      />
      <IconButton
        icon={SkipForward}
        label={t('player.next')}
        disabled={!hasNext}
        onClick={() => void player.next()}
      />
      <IconButton
        icon={repeat === 'one' ? Repeat1 : Repeat}
        label={t(REPEAT_WORDS[repeat])}
        className={styles.mode ?? ''}
        data-on={repeat !== 'off' || undefined}
        onClick={changeRepeat}
      />
    </div>
  );
}
