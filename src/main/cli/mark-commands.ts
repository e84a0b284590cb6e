/** `fermata rate`, `favourite` and `played`: what a person says of tracks. */
import { formatCount, formatCounted } from '../../shared/formats.ts';
import type { Library } from '../library/library.ts';
import type { CommandLineOf } from './command-line.ts';
import { findTrackIds } from './named-tracks.ts';
import { withPreparedLibrary } from './prepared-library.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

type MarkCommandLine = CommandLineOf<'rate'> | CommandLineOf<'favourite'> | CommandLineOf<'played'>;

export async function mark(
  commandLine: MarkCommandLine,
  context: CommandContext,
): Promise<CommandOutcome> {
  return withPreparedLibrary(commandLine.options, context, async ({ library, libraryFile }) => {
    const { fields, text } = await markTracks(library, commandLine);
    return { fields: { libraryFile, ...fields }, text, failure: null };
  });
}

async function markTracks(
  library: Library,
  commandLine: MarkCommandLine,
): Promise<Pick<CommandOutcome, 'fields' | 'text'>> {
  const { calls } = library;
  switch (commandLine.command) {
    case 'rate': {
      const { rating } = commandLine;
      const ids = await findTrackIds(library, commandLine.tracks);
      await calls.setRating({ ids, rating });
      const tracks = formatCounted(ids.length, 'track');
      const text = rating === null ? `Took the rating of ${tracks} away.` : `Rated ${tracks}.`;
      return { fields: { rating, tracks: ids }, text };
    }
    case 'favourite': {
      const { favourite } = commandLine;
      const ids = await findTrackIds(library, commandLine.tracks);
      await calls.setFavourite({ ids, favourite });
      const tracks = formatCounted(ids.length, 'track');
      const text = favourite
        ? `Added ${tracks} to the favourites.`
        : `Removed ${tracks} from the favourites.`;
      return { fields: { favourite, tracks: ids }, text };
    }
    case 'played': {
      const [id = 0] = await findTrackIds(library, [commandLine.track]);
      const track = await calls.recordPlay({ id, startedAt: new Date().toISOString() });
      const playCount = track?.playCount ?? 0;
      return { fields: { track: id, playCount }, text: `Plays: ${formatCount(playCount)}.` };
    }
  }
}
