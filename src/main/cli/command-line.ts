/**
 * What `fermata` understands: its commands, arguments and options, turned into one plain value.
 * Whatever does not fit is a `USAGE` error that says what would.
 */

import { isIP } from 'node:net';
import { Argument, Command, CommanderError } from 'commander';
import { z } from 'zod';
import { type CliKey, t } from '../../shared/words/cli/cli-words.ts';
import { help } from '../../shared/words/cli/help.ts';
import { APP_VERSION } from '../app-version.ts';
import { LOOPBACK } from '../web/listening-address.ts';
import { type PublicUrl, parsePublicUrl } from '../web/public-url.ts';
import { addBackupCommands, type BackupCommandLine } from './backup-command-lines.ts';
import {
  addCommand,
  type CommonOptions,
  parseOptions,
  parseValue,
  usageError,
} from './command-parsing.ts';
import { addEncodingCommand, type EncodingCommandLine } from './encoding-command-line.ts';
import { addFolderCommand, type FolderCommandLine } from './folder-command-line.ts';
import { addScanCommands, type ScanCommandLine } from './scan-command-lines.ts';
import { NO_SCREEN, type Screen } from './screen.ts';
import { SHELLS, type Shell } from './shells.ts';
import { addTagsCommand, type TagsCommandLine } from './tags-command-line.ts';
import { addTrackCommands, type TrackCommandLine } from './track-command-lines.ts';

export type { CommonOptions } from './command-parsing.ts';

const PortSchema = z
  .string()
  .regex(/^\d{1,5}$/, 'needs a port number, 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65_535, 'needs a port number, 0 to 65535')
  // The system chooses a free one.
  .default(0);

const HostSchema = z
  .string()
  .refine(
    (host) => isIP(host) !== 0 && !host.includes('%'),
    'needs an IP address of this computer; 0.0.0.0 stands for all of them',
  )
  .default(LOOPBACK);

const PublicUrlSchema = z
  .string()
  .transform(parsePublicUrl)
  .refine(
    (url) => url !== null,
    'needs the address that browsers open, https://music.example/fermata/ say (/api/ and /assets/ are taken)',
  )
  .nullable()
  .default(null);

const LimitSchema = z
  .string()
  .regex(/^\d{1,3}$/, 'needs a number, 1 to 500')
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= 500, 'needs a number, 1 to 500')
  .default(100);

/** In characters: longer lines are hard to read. */
const WIDEST_HELP = 80;

const SearchTextSchema = z.string().trim().min(1, 'is empty').max(500, 'is too long');

export type CommandLine =
  | { readonly command: 'status' | 'repair'; readonly options: CommonOptions }
  | {
      readonly command: 'doctor';
      readonly options: CommonOptions;
      /** Whether to leave other users out of the library's files first. */
      readonly makesPrivate: boolean;
    }
  | {
      readonly command: 'prepare';
      readonly options: CommonOptions;
      /** What was written after --without-backup: true for nothing. */
      readonly withoutBackup?: string | true;
    }
  | {
      readonly command: 'search';
      readonly options: CommonOptions;
      readonly text: string;
      /** How many tracks to list at most. */
      readonly limit: number;
    }
  | {
      readonly command: 'serve';
      readonly options: CommonOptions;
      /** An IP address. */
      readonly host: string;
      /** 0 for a free one. */
      readonly port: number;
      /** Where a reverse proxy shows it. */
      readonly publicUrl: PublicUrl | null;
    }
  /** For a shell: what it completes, or the manual. */
  | { readonly command: 'completion'; readonly shell: Shell }
  | { readonly command: 'man' }
  | BackupCommandLine
  | ScanCommandLine
  | TrackCommandLine
  | EncodingCommandLine
  | TagsCommandLine
  | FolderCommandLine
  /** `--help` and `--version`: nothing but text to print. */
  | { readonly command: 'show'; readonly text: string };

/** What one command was given. */
export type CommandLineOf<Name extends CommandLine['command']> = Extract<
  CommandLine,
  { command: Name }
>;

/** Whether arguments ask for `--json`, also where they are not fit to be parsed. */
export function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).includes('--json');
}

/**
 * Reads the arguments after the program's name.
 *
 * @param screen what shows the help
 * @throws FermataError `USAGE`, naming the argument that does not fit
 */
export function parseCommandLine(args: readonly string[], screen = NO_SCREEN): CommandLine {
  if (args.length === 0) return parseCommandLine(['--help'], screen);
  let parsed: CommandLine | undefined;
  let shown = '';
  const program = describeProgram(
    (commandLine) => {
      parsed = commandLine;
    },
    (text) => {
      shown += text;
    },
    screen,
  );
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: 'show', text: painted(shown.trimEnd(), screen) };
    throw usageError(error.code === 'commander.help' ? 'Name a command' : sentence(error.message));
  }
  if (parsed === undefined) throw usageError('Name a command');
  return parsed;
}

/** All commands with their arguments and options, for those who describe them. */
export function describeCommands(): Command {
  return describeProgram(
    () => {},
    () => {},
    NO_SCREEN,
  );
}

function describeProgram(
  onParsed: (commandLine: CommandLine) => void,
  writeOut: (text: string) => void,
  { columns }: Screen,
): Command {
  // Commands take over these settings from the program: they are made before any command.
  const program = new Command('fermata')
    .usage('<command> [options]')
    .description(t('help.tagline'))
    .version(APP_VERSION, '-v, --version', t('help.version'))
    .helpOption('-h, --help', t('help.help'))
    .helpCommand('help [command]', t('help.helpCommand'))
    .exitOverride()
    .configureOutput({
      writeOut,
      writeErr: () => {},
    })
    .configureHelp({
      showGlobalOptions: true,
      helpWidth: Math.min(columns ?? WIDEST_HELP, WIDEST_HELP),
      styleTitle: tellTitle,
    })
    .option('--library <file>', t('help.library'))
    .option('--backups <folder>', t('help.backups'))
    .option('--migrations <folder>', t('help.migrations'))
    .option('--lock-dir <folder>', t('help.lockDir'))
    .option('--lock-timeout <seconds>', t('help.lockTimeout'))
    .option('--json', t('help.json'))
    .addHelpText('after', help().program);

  addCommand(program, 'prepare')
    .option('--without-backup [phrase]', t('help.withoutBackup'))
    .action(({ withoutBackup }: { withoutBackup?: string | true }, command: Command) =>
      onParsed({
        command: 'prepare',
        options: parseOptions(command),
        ...(withoutBackup === undefined ? {} : { withoutBackup }),
      }),
    );
  addCommand(program, 'status').action((_options, command: Command) =>
    onParsed({ command: 'status', options: parseOptions(command) }),
  );
  addTrackCommands(program, onParsed);
  addBackupCommands(program, onParsed);
  addScanCommands(program, onParsed);
  addFolderCommand(program, onParsed);
  addEncodingCommand(program, onParsed);
  addTagsCommand(program, onParsed);
  addCommand(program, 'search')
    .argument('<text...>', t('help.words'))
    .option('--limit <count>', t('help.limit'))
    .action((words: string[], { limit }: { limit?: unknown }, command: Command) =>
      onParsed({
        command: 'search',
        options: parseOptions(command),
        text: parseValue(SearchTextSchema, words.join(' '), 'The text to search for'),
        limit: parseValue(LimitSchema, limit, '--limit'),
      }),
    );
  addCommand(program, 'serve')
    .option('--port <number>', t('help.port'))
    .option('--host <address>', t('help.host'))
    .option('--public-url <url>', t('help.publicUrl'))
    .action(({ host, port, publicUrl }: Record<string, unknown>, command: Command) =>
      onParsed({
        command: 'serve',
        options: parseOptions(command),
        host: parseValue(HostSchema, host, '--host'),
        port: parseValue(PortSchema, port, '--port'),
        publicUrl: parseValue(PublicUrlSchema, publicUrl, '--public-url'),
      }),
    );
  addCommand(program, 'repair').action((_options, command: Command) =>
    onParsed({ command: 'repair', options: parseOptions(command) }),
  );
  addCommand(program, 'doctor')
    .option('--make-private', t('help.makePrivate'))
    .action(({ makePrivate }: { makePrivate?: boolean }, command: Command) =>
      onParsed({
        command: 'doctor',
        options: parseOptions(command),
        makesPrivate: makePrivate === true,
      }),
    );
  addCommand(program, 'completion')
    .addArgument(new Argument('<shell>', t('help.shell')).choices(SHELLS))
    .action((shell: unknown) =>
      onParsed({ command: 'completion', shell: parseValue(z.enum(SHELLS), shell, 'The shell') }),
    );
  addCommand(program, 'man').action(() => onParsed({ command: 'man' }));
  return program;
}

/** Commander's own headings. */
const TITLES: ReadonlyMap<string, Extract<CliKey, `help.${string}`>> = new Map([
  ['Usage:', 'help.usage'],
  ['Arguments:', 'help.arguments'],
  ['Options:', 'help.options'],
  ['Global Options:', 'help.globalOptions'],
  ['Commands:', 'help.commands'],
]);

function tellTitle(title: string): string {
  const key = TITLES.get(title);
  return key === undefined ? title : t(key);
}

/** The help with its headings in their colour. */
function painted(help: string, { paint }: Screen): string {
  return help.replaceAll(/^(\w+:(?= fermata)|[A-Z].*:$)/gm, (heading) => paint('heading', heading));
}

/** Commander's "error: unknown option '--foo'\n(Did you mean …?)" as the words of a sentence. */
function sentence(message: string): string {
  const words = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
