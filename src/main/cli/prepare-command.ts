/** `fermata prepare`: the library is created, upgraded, or found to be up to date. */
import { FermataError } from '../../shared/errors.ts';
import { formatDuration } from '../../shared/formats.ts';
import { WITHOUT_BACKUP } from '../../shared/ways-on.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { tell, words } from '../../shared/words/words.ts';
import { announcePlace } from '../announce-place.ts';
import { libraryPlaces } from '../library-places.ts';
import { readLedgerOf } from '../lifecycle/migrations/ledger.ts';
import type { PreparedLibrary } from '../lifecycle/prepare.ts';
import type { CommandLineOf } from './command-line.ts';
import { prepareNamedLibrary } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

export async function prepare(
  { options, withoutBackup }: CommandLineOf<'prepare'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const goesWithout = withoutBackup !== undefined;
  if (goesWithout) await requirePhrase(withoutBackup, context);
  // Preparing is all there is to do: that the library opens is seen, and it stays closed.
  const {
    library: _ledger,
    checked,
    ...result
  } = await prepareNamedLibrary(
    options,
    context,
    async (libraryFile) => readLedgerOf(libraryFile),
    goesWithout,
  );
  await checked;
  // An up-to-date start does nothing but read.
  if (result.migratedBy !== 'none') {
    const { lockDir } = libraryPlaces(options);
    const { libraryFile } = result;
    await announcePlace({ libraryFile, lockDir }, context.signal, context.report.event);
  }
  return { fields: result, text: describe(result), failure: null };
}

/**
 * A person types the phrase in full, behind the option or when asked; a script writes it.
 *
 * @throws FermataError `USAGE` if it is not that
 */
async function requirePhrase(written: string | true, { confirm }: CommandContext): Promise<void> {
  const phrase = tell(words('waysOn.phrase'));
  const isTyped =
    written === true
      ? confirm !== null && (await confirm(tell(words('waysOn.typePhrase', { phrase })), phrase))
      : written === WITHOUT_BACKUP || written === phrase;
  if (isTyped) return;
  throw new FermataError('USAGE', words('waysOn.notTyped', { phrase: WITHOUT_BACKUP }), {
    advice: words('waysOn.typeInFull', { phrase: WITHOUT_BACKUP }),
    libraryState: words('errors.unchanged'),
  });
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
