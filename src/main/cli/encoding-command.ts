/** `fermata encoding`: in which encoding tags are read that do not say theirs, shown and corrected for whole albums. */
import { t } from '../../shared/words/cli/cli-words.ts';
import type { Library } from '../library/library.ts';
import type { CommandLineOf } from './command-line.ts';
import type { EncodingWork } from './encoding-command-line.ts';
import { printable } from './formats.ts';
import { findTrackIds } from './named-tracks.ts';
import { withLibraryToRead, withPreparedLibrary } from './prepared-library.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { type Column, formatTable } from './tables.ts';

const columns = (): readonly Column[] => [
  { head: t('heads.encoding'), width: 14 },
  { head: t('heads.texts'), share: 1 },
];

export async function encoding(
  { options, work }: CommandLineOf<'encoding'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const withLibrary = work.action === 'show' ? withLibraryToRead : withPreparedLibrary;
  return withLibrary(options, context, async ({ library, libraryFile }) => {
    const ids = await findTrackIds(library, work.tracks);
    const { fields, text } = await doWork(library, work, ids, context);
    return { fields: { libraryFile, ...fields }, text, failure: null };
  });
}

async function doWork(
  { calls }: Library,
  work: EncodingWork,
  ids: number[],
  { screen }: CommandContext,
): Promise<Pick<CommandOutcome, 'fields' | 'text'>> {
  if (work.action === 'show') {
    const { tracks, chosen, choices } = await calls.textEncodings({ ids });
    const rows = choices.map(({ encoding: name, texts }) => [name, printable(texts.join(' · '))]);
    const said = t('encoding.said', { encoding: chosen ?? t('encoding.guess'), count: tracks });
    const text =
      choices.length === 0
        ? t('encoding.none')
        : `${said}\n${formatTable(columns(), rows, screen)}`;
    return { fields: { tracks, chosen, choices }, text };
  }
  // Closing the library waits until the files have been read again.
  const { before } = await calls.setTextEncoding({ ids, encoding: work.encoding });
  return {
    fields: { encoding: work.encoding, tracks: before.map(({ id }) => id) },
    text: t('encoding.set', {
      encoding: work.encoding ?? t('encoding.guess'),
      count: before.length,
    }),
  };
}
