/** `fermata prepare`: the library is created, upgraded, or found to be up to date. */
import { formatDuration } from '../../shared/formats.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { announcePlace } from '../announce-place.ts';
import { libraryPlaces } from '../library-places.ts';
import { readLedgerOf } from '../lifecycle/migrations/ledger.ts';
import type { PreparedLibrary } from '../lifecycle/prepare.ts';
import type { CommonOptions } from './command-line.ts';
import { prepareNamedLibrary } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

export async function prepare(
  options: CommonOptions,
  context: CommandContext,
): Promise<CommandOutcome> {
  // Preparing is all there is to do: that the library opens is seen, and it stays closed.
  const {
    library: _ledger,
    checked,
    ...result
  } = await prepareNamedLibrary(options, context, async (libraryFile) => readLedgerOf(libraryFile));
  await checked;
  // An up-to-date start does nothing but read.
  if (result.migratedBy !== 'none') {
    const { lockDir } = libraryPlaces(options);
    const { libraryFile } = result;
    await announcePlace({ libraryFile, lockDir }, context.signal, context.report.event);
  }
  return { fields: result, text: describe(result), failure: null };
}

function describe(result: Omit<PreparedLibrary<unknown>, 'library' | 'checked'>): string {
  const { libraryFile: file, fromVersion, toVersion, migratedBy, durationMs } = result;
  const version = String(toVersion);
  if (migratedBy === 'none') return t('cli.upToDate', { file, version });
  if (migratedBy === 'another-process') {
    return t('cli.upgradedByAnother', { file, version });
  }
  const duration = formatDuration(durationMs);
  return fromVersion === 0
    ? t('cli.new', { file, version, duration })
    : t('cli.upgraded', { file, before: String(fromVersion), version, duration });
}
