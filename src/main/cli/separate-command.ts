/** `fermata separate`: a copy of a library becomes a library of its own. */
import { t } from '../../shared/words/cli/cli-words.ts';
import { separateLibrary } from '../lifecycle/backups/separate-library.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import { lifecycleOptions } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

export async function separate(
  { options }: CommandLineOf<'separate'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const lifecycle = lifecycleOptions(options, context);
  const separated = await separateLibrary(lifecycle, context.report.event);
  const text = t('cli.separated', { file: printable(separated.libraryFile) });
  return { fields: { ...separated }, text, failure: null };
}
