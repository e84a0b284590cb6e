/** The player's commands, in a view whose list plays where nothing has been chosen yet. */
import type { TrackOrderQuery } from '../../../shared/api/tracks.ts';
import { command } from '../../features/commands/registry.ts';
import { useCommands } from '../../features/commands/use-commands.ts';
import type { Player } from '../../player/player.ts';
import { playerCommands } from '../../player/player-commands.ts';

export function usePlayerCommands(player: Player, list: TrackOrderQuery): void {
  const acts = playerCommands(player, list);
  useCommands([
    command('play-pause', acts['play-pause']),
    command('next-track', acts['next-track']),
    command('previous-track', acts['previous-track']),
    command('volume-up', acts['volume-up']),
    command('volume-down', acts['volume-down']),
    command('mute', acts.mute),
  ]);
}
