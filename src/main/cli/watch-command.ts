/** `fermata watch`: whether the library keeps itself up to date with its music folders. */
import { t } from '../../shared/words/cli/cli-words.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import { withPreparedLibrary } from './prepared-library.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

export async function watch(
  { options, isOn: wanted }: CommandLineOf<'watch'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  return withPreparedLibrary(options, context, async ({ library, libraryFile }) => {
    if (wanted !== null) await library.calls.setWatching({ isOn: wanted });
    const { isOn, folders } = await library.calls.watchedFolders({});
    const lines = [
      t(isOn ? 'cli.watchingOn' : 'cli.watchingOff'),
      ...folders.map((folder) => `  ${printable(folder)}`),
    ];
    return { fields: { libraryFile, isOn, folders }, text: lines.join('\n'), failure: null };
  });
}
