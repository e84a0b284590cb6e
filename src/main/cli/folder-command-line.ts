/** What `fermata folders` takes. */
import type { Command } from 'commander';
import { z } from 'zod';
import { t } from '../../shared/words/cli/cli-words.ts';
import { addCommand, type CommonOptions, parseOptions, parseValue } from './command-parsing.ts';

const FoldersSchema = z.array(z.string().min(1, 'has no name'));
const FolderSchema = z.string().min(1, 'has no name');
const RemovalSchema = z
  .string()
  .regex(/^(?:\d{1,15}|latest)$/, 'needs an id, or latest')
  .transform((id) => (id === 'latest' ? null : Number(id)));

/** What is done with music folders, which are named by their paths. */
export type FolderWork =
  | { readonly action: 'list' | 'removed' }
  | {
      readonly action: 'rescan';
      /** All that are there, if none is named. */
      readonly folders: readonly string[];
      readonly acceptsMissing: boolean;
      readonly readsAll: boolean;
    }
  | { readonly action: 'remove'; readonly folder: string }
  | {
      readonly action: 'remove-missing';
      /** Null for all of them. */
      readonly folder: string | null;
    }
  | {
      readonly action: 'restore';
      /** Null for the latest one. */
      readonly removal: number | null;
    }
  | {
      readonly action: 'relocate';
      readonly from: string;
      readonly to: string;
      readonly scans: boolean;
    };

export interface FolderCommandLine {
  readonly command: 'folders';
  readonly options: CommonOptions;
  readonly work: FolderWork;
}

/** Adds it to the program. */
export function addFolderCommand(
  program: Command,
  onParsed: (commandLine: FolderCommandLine) => void,
): void {
  const folders = addCommand(program, 'folders');
  const does = (command: Command, work: FolderWork) =>
    onParsed({ command: 'folders', options: parseOptions(command), work });
  const named = (value: unknown) => parseValue(FolderSchema, value, 'The folder');
  folders
    .command('list', { isDefault: true })
    .summary(t('help.foldersList'))
    .action((_options, command: Command) => does(command, { action: 'list' }));
  folders
    .command('rescan')
    .summary(t('help.foldersRescan'))
    .argument('[folder...]', t('help.musicFolders'))
    .option('--full', t('help.readAll'))
    .option('--mark-missing', t('help.markMissing'))
    .action((names: unknown, flags: { full?: true; markMissing?: true }, command: Command) =>
      does(command, {
        action: 'rescan',
        folders: parseValue(FoldersSchema, names, 'A folder'),
        acceptsMissing: flags.markMissing === true,
        readsAll: flags.full === true,
      }),
    );
  folders
    .command('remove')
    .summary(t('help.foldersRemove'))
    .argument('<folder>', t('help.musicFolder'))
    .action((folder: unknown, _options, command: Command) =>
      does(command, { action: 'remove', folder: named(folder) }),
    );
  folders
    .command('remove-missing')
    .summary(t('help.foldersRemoveMissing'))
    .argument('[folder]', t('help.missingIn'))
    .action((folder: unknown, _options, command: Command) =>
      does(command, {
        action: 'remove-missing',
        folder: folder === undefined ? null : named(folder),
      }),
    );
  folders
    .command('removed')
    .summary(t('help.foldersRemoved'))
    .action((_options, command: Command) => does(command, { action: 'removed' }));
  folders
    .command('restore')
    .summary(t('help.foldersRestore'))
    .argument('<removal>', t('help.removal'))
    .action((removal: unknown, _options, command: Command) =>
      does(command, {
        action: 'restore',
        removal: parseValue(RemovalSchema, removal, 'What to bring back'),
      }),
    );
  folders
    .command('relocate')
    .summary(t('help.foldersRelocate'))
    .argument('<old>', t('help.oldPlace'))
    .argument('<new>', t('help.newPlace'))
    .option('--no-scan', t('help.noScan'))
    .action((from: unknown, to: unknown, { scan }: { scan: boolean }, command: Command) =>
      does(command, {
        action: 'relocate',
        from: named(from),
        to: parseValue(FolderSchema, to, 'The new place'),
        scans: scan,
      }),
    );
}
