/** `fermata prepare`: the library is created, upgraded, or found to be up to date. */
import { formatDuration } from '../../shared/formats.ts';
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
  const { library: _ledger, ...result } = await prepareNamedLibrary(
    options,
    context,
    async (libraryFile) => readLedgerOf(libraryFile),
  );
  return { fields: result, text: describe(result), failure: null };
}

function describe(result: Omit<PreparedLibrary<unknown>, 'library'>): string {
  const { libraryFile, fromVersion, toVersion, migratedBy, durationMs } = result;
  if (migratedBy === 'none') return `${libraryFile} is up to date (schema version ${toVersion}).`;
  if (migratedBy === 'another-process') {
    return `${libraryFile} was brought to schema version ${toVersion} by another process.`;
  }
  const duration = formatDuration(durationMs);
  return fromVersion === 0
    ? `${libraryFile} is new, with schema version ${toVersion} (${duration}).`
    : `${libraryFile} was upgraded from schema version ${fromVersion} to ${toVersion} (${duration}).`;
}
