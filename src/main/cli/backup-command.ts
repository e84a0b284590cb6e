/** `fermata backup`: a verified backup of the library, made while others may use it. */
import { formatBytes, formatDuration } from '../../shared/formats.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { takeBackup } from '../lifecycle/backups/take-backup.ts';
import type { CommandLineOf } from './command-line.ts';
import { lifecycleOptions } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

export async function backup(
  { options, note }: CommandLineOf<'backup'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const startedAt = performance.now();
  const lifecycle = lifecycleOptions(options, context);
  const { libraryFile } = lifecycle;
  const request = { ...lifecycle, kind: 'manual', note } as const;
  const { file, manifest } = await takeBackup(request, context.report.event);
  const durationMs = performance.now() - startedAt;
  return {
    fields: { libraryFile, backup: file, ...manifest, durationMs },
    text: t('cli.backedUp', {
      id: manifest.id,
      size: formatBytes(manifest.bytes),
      duration: formatDuration(durationMs),
    }),
    failure: null,
  };
}
