/** What the menu asks of the player. */

import type { TrackOrderQuery } from '../../shared/api/tracks.ts';
import type { PlayerCommand } from '../../shared/desktop-bridge.ts';
import type { Player } from './player.ts';

/** By how much each step changes the volume, of 1. */
const VOLUME_STEP = 0.1;

/** @param list what is played from its beginning on where nothing has been chosen yet */
export function playerCommands(
  player: Player,
  list: TrackOrderQuery,
): Readonly<Record<PlayerCommand, () => void>> {
  return {
    'play-pause': () => {
      if (player.state().track === null) void player.playFrom(list, null);
      else player.toggle();
    },
    'next-track': () => void player.next(),
    'previous-track': () => player.previous(),
    'volume-up': () => player.setVolume(player.state().volume + VOLUME_STEP),
    'volume-down': () => player.setVolume(player.state().volume - VOLUME_STEP),
    mute: () => player.toggleMuted(),
  };
}
