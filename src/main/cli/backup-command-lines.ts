/** What the commands for backups take. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { type BackupSettings, MAX_EVERY_HOURS, MAX_NOTE_LENGTH } from '../../shared/backups.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import {
  addCommand,
  type CommonOptions,
  PathSchema,
  parseOptions,
  parseValue,
} from './command-parsing.ts';

const BYTES_PER_GIGABYTE = 1_000_000_000;

const NoteSchema = z
  .string()
  .trim()
  .max(MAX_NOTE_LENGTH, `can have ${MAX_NOTE_LENGTH} characters at most`)
  .transform((note) => (note === '' ? null : note))
  .default(null);

const HoursSchema = z
  .string()
  .regex(/^\d{1,3}$/, `needs a number of hours, 1 to ${MAX_EVERY_HOURS}`)
  .transform(Number)
  .refine(
    (hours) => hours >= 1 && hours <= MAX_EVERY_HOURS,
    `needs a number of hours, 1 to ${MAX_EVERY_HOURS}`,
  )
  .optional();

const SecondFolderSchema = PathSchema.transform((path) =>
  path === 'none' ? null : resolve(path),
).optional();

const GigabytesSchema = z
  .string()
  .regex(/^(none|\d{1,6}(\.\d+)?)$/, 'needs a number of gigabytes, or none')
  .transform((text) => (text === 'none' ? null : Math.round(Number(text) * BYTES_PER_GIGABYTE)))
  .refine((bytes) => bytes !== 0, 'needs a number of gigabytes, or none')
  .optional();

export type BackupCommandLine =
  | {
      readonly command: 'backup';
      readonly options: CommonOptions;
      readonly note: string | null;
    }
  | {
      readonly command: 'backups';
      readonly options: CommonOptions;
      /** What is to be from now on. */
      readonly decided: Partial<BackupSettings>;
    }
  | {
      readonly command: 'verify';
      readonly options: CommonOptions;
      /** An id or a file; all of them where none is named. */
      readonly backup?: string | undefined;
    }
  | {
      readonly command: 'restore';
      readonly options: CommonOptions;
      /** An id or a file. */
      readonly backup: string;
      /** Whether only to tell what it would change. */
      readonly preview: boolean;
      /** Whether to restore without asking. */
      readonly yes: boolean;
      /** Whether to add what a damaged library has beyond the backup. */
      readonly salvage: boolean;
    }
  | {
      readonly command: 'salvage';
      readonly options: CommonOptions;
      readonly damaged: string;
      /** An id or a file. */
      readonly backup: string;
    }
  | {
      readonly command: 'separate';
      readonly options: CommonOptions;
    }
  | {
      readonly command: 'move';
      readonly options: CommonOptions;
      /** A folder, or a file that is not there. */
      readonly destination: string;
    };

/** Adds them to the program. */
export function addBackupCommands(
  program: Command,
  onParsed: (commandLine: BackupCommandLine) => void,
): void {
  addCommand(program, 'backup')
    .option('--note <text>', t('help.note'))
    .action(({ note }: { note?: unknown }, command: Command) =>
      onParsed({
        command: 'backup',
        options: parseOptions(command),
        note: parseValue(NoteSchema, note, '--note'),
      }),
    );
  addCommand(program, 'backups')
    .option('--every <hours>', t('help.every'))
    .option('--second-folder <folder>', t('help.secondFolder'))
    .option('--limit <gigabytes>', t('help.space'))
    .action((given: Record<string, unknown>, command: Command) =>
      onParsed({
        command: 'backups',
        options: parseOptions(command),
        decided: parseDecisions(given),
      }),
    );
  addCommand(program, 'verify')
    .argument('[backup]', t('help.backupOrAll'))
    .action((backup: unknown, _options, command: Command) =>
      onParsed({
        command: 'verify',
        options: parseOptions(command),
        backup: parseValue(PathSchema.optional(), backup, 'The backup'),
      }),
    );
  addCommand(program, 'restore')
    .argument('<backup>', t('help.backup'))
    .option('--preview', t('help.preview'))
    .option('-y, --yes', t('help.yes'))
    .option('--salvage', t('help.salvage'))
    .action((backup: unknown, given: Record<string, unknown>, command: Command) =>
      onParsed({
        command: 'restore',
        options: parseOptions(command),
        backup: parseValue(PathSchema, backup, 'The backup'),
        preview: given.preview === true,
        yes: given.yes === true,
        salvage: given.salvage === true,
      }),
    );
  addCommand(program, 'salvage')
    .argument('<damaged>', t('help.damaged'))
    .argument('<backup>', t('help.replacedBy'))
    .action((damaged: unknown, backup: unknown, _options, command: Command) =>
      onParsed({
        command: 'salvage',
        options: parseOptions(command),
        damaged: resolve(parseValue(PathSchema, damaged, 'The damaged library')),
        backup: parseValue(PathSchema, backup, 'The backup'),
      }),
    );
  addCommand(program, 'separate').action((_options, command: Command) =>
    onParsed({ command: 'separate', options: parseOptions(command) }),
  );
  addCommand(program, 'move')
    .argument('<destination>', t('help.destination'))
    .action((destination: unknown, _options, command: Command) =>
      onParsed({
        command: 'move',
        options: parseOptions(command),
        destination: parseValue(PathSchema, destination, 'The new place'),
      }),
    );
}

function parseDecisions(given: Record<string, unknown>): Partial<BackupSettings> {
  const decided = {
    everyHours: parseValue(HoursSchema, given.every, '--every'),
    secondDir: parseValue(SecondFolderSchema, given.secondFolder, '--second-folder'),
    maxTotalBytes: parseValue(GigabytesSchema, given.limit, '--limit'),
  };
  return Object.fromEntries(Object.entries(decided).filter(([, value]) => value !== undefined));
}
