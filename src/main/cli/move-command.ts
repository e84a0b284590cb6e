/** `fermata move`: the library goes to another folder or disk, and every name that it had leads there. */
import { statSync } from 'node:fs';
import { basename, extname, join, sep } from 'node:path';
import { FermataError } from '../../shared/errors.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { words } from '../../shared/words/words.ts';
import { announcePlace } from '../announce-place.ts';
import { resolveNewFile } from '../lifecycle/files/library-file.ts';
import { moveLibrary } from '../lifecycle/restore/move-library.ts';
import { defaultBackupsDir } from '../locations.ts';
import type { CommandLineOf } from './command-line.ts';
import { quote } from './named-library.ts';
import { lifecycleOptions } from './preparation.ts';
import type { CommandContext, CommandOutcome } from './report.ts';

export async function move(
  { options, destination }: CommandLineOf<'move'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const { event } = context.report;
  const lifecycle = lifecycleOptions(options, context);
  const newFile = resolveNewFile(fileAt(destination, lifecycle.libraryFile));
  // A backups folder that was named is named again the next time.
  const newBackupsDir =
    options.backups === undefined ? defaultBackupsDir(newFile) : lifecycle.backupsDir;
  const moved = await moveLibrary({ ...lifecycle, newFile, newBackupsDir }, event);
  await announcePlace({ libraryFile: newFile, lockDir: lifecycle.lockDir }, context.signal, event);
  const undoCommand = `fermata move ${quote(moved.movedFrom)} --library ${quote(newFile)}`;
  const text = [
    t('cli.moved', { file: newFile }),
    t('cli.movedKept', { file: moved.keptAs }),
    t('cli.undoCommand', { command: undoCommand }),
  ].join('\n');
  return { fields: { ...moved, undoCommand }, text, failure: null };
}

/** In a folder it keeps its name; a name without an ending that is not there was meant as a folder. */
function fileAt(destination: string, libraryFile: string): string {
  const stats = statSync(destination, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return join(destination, basename(libraryFile));
  const isMeantAsFolder = destination.endsWith(sep) || extname(destination) === '';
  if (stats !== undefined || !isMeantAsFolder) return destination;
  throw new FermataError('USAGE', words('errors.noSuchFolder', { folder: destination }), {
    advice: words('errors.checkNameAndDisk'),
    libraryState: words('places.nothingMoved'),
  });
}
