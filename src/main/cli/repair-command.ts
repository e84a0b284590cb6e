/** `fermata repair`: puts right what can be put right of a library without losing a row. */
import { formatDuration } from '../../shared/formats.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { type RepairedLibrary, repairLibrary } from '../lifecycle/restore/repair.ts';
import type { CommonOptions } from './command-line.ts';
import { lifecycleOptions } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { withWayBack } from './way-back-advice.ts';

export async function repair(
  options: CommonOptions,
  context: CommandContext,
): Promise<CommandOutcome> {
  const lifecycle = lifecycleOptions(options, context);
  try {
    const repaired = await repairLibrary(lifecycle, context.report.event);
    return { fields: { ...repaired }, text: describe(repaired), failure: null };
  } catch (error) {
    throw await withWayBack(error, lifecycle, options);
  }
}

/** What was done has been told as it was done (narration.ts). */
function describe({ libraryFile: file, receipt, durationMs }: RepairedLibrary): string {
  if (receipt === null) return t('cli.nothingToRepair', { file });
  return t('cli.repaired', { file, duration: formatDuration(durationMs) });
}
