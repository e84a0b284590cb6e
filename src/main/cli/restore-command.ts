/** `fermata restore` and `fermata salvage`: back to what a backup holds, and what it does not have. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Salvage } from '../../shared/backups.ts';
import { FermataError } from '../../shared/errors.ts';
import { formatDuration } from '../../shared/formats.ts';
import { countedNames, isNothing } from '../../shared/user-data.ts';
import { compareBackup } from '../lifecycle/backups/compare-backup.ts';
import { findBackup } from '../lifecycle/backups/source.ts';
import { type RestoredLibrary, restoreLibrary } from '../lifecycle/restore/restore.ts';
import { salvageFrom } from '../lifecycle/restore/salvage-damaged.ts';
import type { LifecycleOptions } from '../lifecycle/thread/options.ts';
import { makeDefaultFolder } from '../locations.ts';
import type { CommandLineOf } from './command-line.ts';
import { quote, sameLibrary } from './named-library.ts';
import { lifecycleOptions } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { describeDifference } from './way-back-advice.ts';

export async function restore(
  { options, backup, preview, salvage: doesSalvage }: CommandLineOf<'restore'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { event } = context.report;
  const lifecycle = lifecycleOptions(options, context);
  if (preview) return tellChanges(lifecycle, backup);
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
    `${basename(restored.restoredFrom)} is restored (${formatDuration(restored.durationMs)}).`,
    ...(undoCommand === null ? [] : [`What was there before is a backup: ${undoCommand}`]),
    ...(undo === null || canUndo ? [] : [`What the newer Fermata had is in the backup ${undo}.`]),
    ...describeSalvage(restored, salvaged, sameLibrary(options)),
  ].join('\n');
  return { fields: { ...restored, salvaged, undoCommand }, text, failure: null };
}

async function tellChanges(lifecycle: LifecycleOptions, backup: string): Promise<CommandOutcome> {
  const difference = await compareBackup(lifecycle, backup);
  const text = `If it is restored, ${describeDifference(difference)}. Nothing has been changed.`;
  return { fields: { libraryFile: lifecycle.libraryFile, difference }, text, failure: null };
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
  return new FermataError('USAGE', `There is no file ${damaged}.`, {
    advice: 'Damaged libraries are kept in the folder quarantine beside the library.',
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
    return ['The damaged library has nothing that the backup lacks.'];
  }
  return [
    `The damaged library has ${counts(possible)} that the backup does not have. To add them:`,
    `  fermata salvage ${quote(quarantined)} ${quote(restoredFrom)}${places}`,
  ];
}

function added(salvaged: Salvage): string {
  return `Added from the damaged library: ${counts(salvaged)}.`;
}

function counts(salvage: Salvage): string {
  const names = countedNames(salvage);
  return names.length === 0 ? 'nothing' : new Intl.ListFormat('en').format(names);
}
