/** `fermata tracks`: the tracks that match some words, or all, with everything that is known of them. */
import { t } from '../../shared/words/cli/cli-words.ts';
import type { CommandLineOf } from './command-line.ts';
import { withLibraryToRead } from './prepared-library.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { printTracks } from './track-rows.ts';

export async function tracks(
  { options, text }: CommandLineOf<'tracks'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  return withLibraryToRead(options, context, async ({ library, libraryFile }) => {
    const query = { list: { kind: 'all' }, text, sort: 'relevance', direction: 'asc' } as const;
    const total = await printTracks(library, query, context);
    context.report.aside(t('tracks.count', { count: total }));
    return { fields: { libraryFile, text, total }, text: '', failure: null };
  });
}
