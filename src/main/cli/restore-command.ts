/** `fermata restore` and `fermata salvage`: back to what a backup holds, and what it does not have. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Salvage } from '../../shared/backups.ts';
import { FermataError, sentencesOf, toFermataError } from '../../shared/errors.ts';
import { formatDuration, formatList, formatTime } from '../../shared/formats.ts';
import { countedNames, isNothing } from '../../shared/user-data.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { words } from '../../shared/words/words.ts';
import { compareBackup } from '../lifecycle/backups/compare-backup.ts';
import { type NamedLibrary, otherLibraryOf } from '../lifecycle/backups/other-library.ts';
import { findBackup } from '../lifecycle/backups/source.ts';
import { type RestoredLibrary, restoreLibrary } from '../lifecycle/restore/restore.ts';
import { salvageFrom } from '../lifecycle/restore/salvage-damaged.ts';
import type { LifecycleOptions } from '../lifecycle/thread/options.ts';
import { makeDefaultFolder } from '../locations.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import { quote, sameLibrary } from './named-library.ts';
import { lifecycleOptions } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { describeDifference } from './way-back-advice.ts';

export async function restore(
  { options, backup, preview, yes, salvage: doesSalvage }: CommandLineOf<'restore'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { event } = context.report;
  const lifecycle = lifecycleOptions(options, context);
  if (preview) return tellChanges(lifecycle, backup);
  await announceOther(lifecycle, backup, context);
  if (!yes && !(await isConfirmed(lifecycle, backup, context))) throw calledOff();
  makeDefaultFolder(lifecycle.libraryFile);
  const restored = await restoreLibrary({ ...lifecycle, backup }, event);
  const { undo, quarantined, restoredFrom, salvage } = restored;
  const canSalvage = quarantined !== null && salvage !== null;
  const salvaged =
    doesSalvage && canSalvage
      ? await salvageFrom(lifecycle, { quarantined, restoredFrom }, event)
      : null;
  // What was moved aside although it could be backed up is of a newer Fermata: only that can undo.
  const canUndo = undo !== null && quarantined === null;
  const undoCommand = canUndo ? `fermata restore ${undo}${sameLibrary(options)}` : null;
  const text = [
    t('cli.backupRestored', {
      file: basename(restored.restoredFrom),
      duration: formatDuration(restored.durationMs),
    }),
    ...(undoCommand === null ? [] : [t('cli.undoCommand', { command: undoCommand })]),
    ...(undo === null || canUndo ? [] : [t('cli.newerIsKept', { id: undo })]),
    ...describeSalvage(restored, salvaged, sameLibrary(options)),
  ].join('\n');
  return { fields: { ...restored, salvaged, undoCommand }, text, failure: null };
}

async function tellChanges(lifecycle: LifecycleOptions, backup: string): Promise<CommandOutcome> {
  const otherLibrary = await otherLibraryOf(lifecycle, await findBackup(lifecycle, backup));
  const difference = await compareBackup(lifecycle, backup);
  const text = [
    ...(otherLibrary === null ? [] : [describeOther(otherLibrary)]),
    t('cli.restorePreview', { difference: describeDifference(difference) }),
  ].join('\n');
  const { libraryFile } = lifecycle;
  return { fields: { libraryFile, otherLibrary, difference }, text, failure: null };
}

/** First of all: another library's content is another library from then on. */
async function announceOther(
  lifecycle: LifecycleOptions,
  backup: string,
  { report }: CommandContext,
): Promise<void> {
  const other = await otherLibraryOf(lifecycle, await findBackup(lifecycle, backup));
  if (other !== null) report.aside(describeOther(other));
}

function describeOther({ name }: NamedLibrary): string {
  return name === null ? t('cli.isOfUnnamed') : t('cli.isOfOther', { name: printable(name) });
}

/** Shows what the restore would change, and asks; where no person can be asked, it goes on. */
async function isConfirmed(
  lifecycle: LifecycleOptions,
  backup: string,
  { report, confirm }: CommandContext,
): Promise<boolean> {
  if (confirm === null) return true;
  const { file, manifest } = await findBackup(lifecycle, backup);
  report.aside(
    manifest === null
      ? t('cli.backupToRestore', { backup: file })
      : t('cli.backupToRestoreOf', { backup: manifest.id, time: formatTime(manifest.createdAt) }),
  );
  report.aside(await describeChanges(lifecycle, backup));
  return confirm(t('cli.restoreQuestion'));
}

async function describeChanges(lifecycle: LifecycleOptions, backup: string): Promise<string> {
  if (!existsSync(lifecycle.libraryFile)) return t('cli.becomesLibrary');
  try {
    const difference = await compareBackup(lifecycle, backup);
    return t('cli.restoreChanges', { difference: describeDifference(difference) });
  } catch (thrown) {
    const error = toFermataError(thrown);
    const { code } = error;
    if (code === 'BACKUP_INVALID' || code === 'INTERRUPTED') throw thrown;
    // A library that cannot be read is what many a backup is restored for.
    return t('cli.changesUnknown', { reason: sentencesOf(error).message });
  }
}

function calledOff(): FermataError {
  return new FermataError('INTERRUPTED', words('cliErrors.notRestored'), {
    advice: words('cliErrors.restoreLater'),
  });
}

export async function salvage(
  { options, damaged, backup }: CommandLineOf<'salvage'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const lifecycle = lifecycleOptions(options, context);
  if (!existsSync(damaged)) throw notThere(damaged);
  const { file } = await findBackup(lifecycle, backup);
  const from = { quarantined: damaged, restoredFrom: file };
  const salvaged = await salvageFrom(lifecycle, from, context.report.event);
  const { libraryFile } = lifecycle;
  return { fields: { libraryFile, ...salvaged }, text: added(salvaged), failure: null };
}

function notThere(damaged: string): FermataError {
  return new FermataError('USAGE', words('cliErrors.noFile', { path: damaged }), {
    advice: words('cliErrors.damagedAreInQuarantine'),
  });
}

function describeSalvage(
  { salvage: possible, quarantined, restoredFrom }: RestoredLibrary,
  salvaged: Salvage | null,
  places: string,
): string[] {
  if (salvaged !== null) return [added(salvaged)];
  if (possible === null || quarantined === null) return [];
  if (isNothing(possible)) {
    return [t('cli.nothingToAdd')];
  }
  return [
    t('cli.canBeAdded', { names: counts(possible) }),
    `  fermata salvage ${quote(quarantined)} ${quote(restoredFrom)}${places}`,
  ];
}

function added(salvaged: Salvage): string {
  return t('cli.addedFromDamaged', { names: counts(salvaged) });
}

function counts(salvage: Salvage): string {
  const names = countedNames(salvage);
  return names.length === 0 ? t('cli.nothing') : formatList(names);
}
