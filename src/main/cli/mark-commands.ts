/** `fermata rate`, `favourite` and `played`: what a person says of tracks. */
import { t } from '../../shared/words/cli/cli-words.ts';
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
      const text = t(rating === null ? 'tracks.unrated' : 'tracks.rated', { count: ids.length });
      return { fields: { rating, tracks: ids }, text };
    }
    case 'favourite': {
      const { favourite } = commandLine;
      const ids = await findTrackIds(library, commandLine.tracks);
      await calls.setFavourite({ ids, favourite });
      const text = t(favourite ? 'tracks.marked' : 'tracks.unmarked', { count: ids.length });
      return { fields: { favourite, tracks: ids }, text };
    }
    case 'played': {
      const [id = 0] = await findTrackIds(library, [commandLine.track]);
      const track = await calls.recordPlay({ id, startedAt: new Date().toISOString() });
      const playCount = track?.playCount ?? 0;
      return { fields: { track: id, playCount }, text: t('tracks.plays', { count: playCount }) };
    }
  }
}
