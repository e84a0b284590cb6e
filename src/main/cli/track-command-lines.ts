/** What the commands for tracks and playlists take. */

import { type Command, Option } from 'commander';
import { z } from 'zod';
import {
  type PathKind,
  PLAYLIST_FORMATS,
  type PlaylistFormat,
} from '../../shared/api/playlist-files.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import {
  addCommand,
  type CommonOptions,
  PathSchema,
  parseOptions,
  parseValue,
} from './command-parsing.ts';

const StarsSchema = z
  .string()
  .regex(/^[0-5]$/, 'needs a number of stars, 0 to 5')
  .transform((stars) => (stars === '0' ? null : Number(stars)));

const TracksSchema = z.array(z.string().min(1, 'has no name')).max(100_000, 'are too many');
const QuerySchema = z.string().trim().max(500, 'is too long');
const NameSchema = z
  .string()
  .trim()
  .min(1, 'needs 1 to 200 characters')
  .max(200, 'needs 1 to 200 characters');

const FileSchema = PathSchema.max(4_096, 'is too long');
const NumberSchema = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, 'needs to be one that `fermata playlist missing` lists')
  .transform(Number);
const TrackSchema = z.string('needs an id or a path').min(1, 'has no name');
const FilesSchema = z.array(FileSchema).max(1_000, 'are too many');

/** How the files of playlists are written. */
interface FileOptions {
  /** That of the file's name, or M3U8, where none is given. */
  readonly format: PlaylistFormat | undefined;
  readonly paths: PathKind;
  /** Whether files that are there already are replaced. */
  readonly replaces: boolean;
}

/** What is done with playlists; a playlist is named by its name or its id. */
export type PlaylistWork =
  | { readonly action: 'list' }
  | { readonly action: 'show'; readonly playlist: string }
  | { readonly action: 'delete'; readonly playlist: string }
  | { readonly action: 'restore'; readonly playlist: string }
  | { readonly action: 'rename'; readonly playlist: string; readonly name: string }
  | { readonly action: 'create'; readonly name: string; readonly tracks: readonly string[] }
  | {
      readonly action: 'add' | 'remove';
      readonly playlist: string;
      /** Ids or paths. */
      readonly tracks: readonly string[];
    }
  | PlaylistFileWork;

/** What is done with the files of playlists. */
export type PlaylistFileWork =
  | { readonly action: 'import'; readonly files: readonly string[] }
  | { readonly action: 'missing'; readonly playlist: string }
  | {
      readonly action: 'locate';
      readonly playlist: string;
      /** Which entry, by its number in the file, and its track; without them all are looked for. */
      readonly entry: { readonly number: number; readonly track: string } | null;
    }
  | ({
      readonly action: 'export';
      readonly playlist: string;
      /** A file, or a folder for one that is named after the playlist. */
      readonly file: string;
    } & FileOptions)
  | ({ readonly action: 'export-all'; readonly folder: string } & FileOptions);

export type TrackCommandLine =
  | { readonly command: 'tracks'; readonly options: CommonOptions; readonly text: string }
  | {
      readonly command: 'rate';
      readonly options: CommonOptions;
      /** 1 to 5; null for none. */
      readonly rating: number | null;
      /** Ids or paths. */
      readonly tracks: readonly string[];
    }
  | {
      readonly command: 'favourite';
      readonly options: CommonOptions;
      readonly favourite: boolean;
      readonly tracks: readonly string[];
    }
  | { readonly command: 'played'; readonly options: CommonOptions; readonly track: string }
  | {
      readonly command: 'playlist';
      readonly options: CommonOptions;
      readonly work: PlaylistWork;
    };

/** Adds them to the program. */
export function addTrackCommands(
  program: Command,
  onParsed: (commandLine: TrackCommandLine) => void,
): void {
  addCommand(program, 'tracks')
    .argument('[query...]', t('help.wordsOrAll'))
    .action((words: string[], _options, command: Command) =>
      onParsed({
        command: 'tracks',
        options: parseOptions(command),
        text: parseValue(QuerySchema, words.join(' '), 'The text to search for'),
      }),
    );
  addCommand(program, 'rate')
    .argument('<stars>', t('help.stars'))
    .argument('<track...>', t('help.tracks'))
    .action((stars: unknown, tracks: unknown, _options, command: Command) =>
      onParsed({
        command: 'rate',
        options: parseOptions(command),
        rating: parseValue(StarsSchema, stars, 'The rating'),
        tracks: parseValue(TracksSchema, tracks, 'The tracks'),
      }),
    );
  addCommand(program, 'favourite')
    .argument('<track...>', t('help.tracks'))
    .option('--remove', t('help.remove'))
    .action((tracks: unknown, given: Record<string, unknown>, command: Command) =>
      onParsed({
        command: 'favourite',
        options: parseOptions(command),
        favourite: given.remove !== true,
        tracks: parseValue(TracksSchema, tracks, 'The tracks'),
      }),
    );
  addCommand(program, 'played')
    .argument('<track>', t('help.track'))
    .action((track: string, _options, command: Command) =>
      onParsed({ command: 'played', options: parseOptions(command), track }),
    );
  addPlaylistCommand(program, onParsed);
}

function addPlaylistCommand(
  program: Command,
  onParsed: (commandLine: TrackCommandLine) => void,
): void {
  const playlist = addCommand(program, 'playlist');
  const does = (command: Command, work: PlaylistWork) =>
    onParsed({ command: 'playlist', options: parseOptions(command), work });
  const named = (value: unknown) => parseValue(NameSchema, value, 'The name');
  const tracksOf = (value: unknown) => parseValue(TracksSchema, value, 'The tracks');
  playlist
    .command('list')
    .summary(t('help.playlistList'))
    .action((_options, command: Command) => does(command, { action: 'list' }));
  for (const [action, summary] of [
    ['show', t('help.playlistShow')],
    ['delete', t('help.playlistDelete')],
    ['restore', t('help.playlistRestore')],
  ] as const) {
    playlist
      .command(action)
      .summary(summary)
      .argument('<name>', t('help.playlist'))
      .action((name: unknown, _options, command: Command) =>
        does(command, { action, playlist: named(name) }),
      );
  }
  playlist
    .command('create')
    .summary(t('help.playlistCreate'))
    .argument('<name>')
    .argument('[track...]', t('help.tracks'))
    .action((name: unknown, tracks: unknown, _options, command: Command) =>
      does(command, { action: 'create', name: named(name), tracks: tracksOf(tracks) }),
    );
  playlist
    .command('rename')
    .summary(t('help.playlistRename'))
    .argument('<name>', t('help.playlist'))
    .argument('<new-name>')
    .action((name: unknown, newName: unknown, _options, command: Command) =>
      does(command, { action: 'rename', playlist: named(name), name: named(newName) }),
    );
  for (const [action, summary] of [
    ['add', t('help.playlistAdd')],
    ['remove', t('help.playlistRemove')],
  ] as const) {
    playlist
      .command(action)
      .summary(summary)
      .argument('<name>', t('help.playlist'))
      .argument('<track...>', t('help.tracks'))
      .action((name: unknown, tracks: unknown, _options, command: Command) =>
        does(command, { action, playlist: named(name), tracks: tracksOf(tracks) }),
      );
  }
  playlist
    .command('import')
    .summary(t('help.playlistImport'))
    .argument('<file...>', t('help.playlistFiles'))
    .action((files: unknown, _options, command: Command) =>
      does(command, { action: 'import', files: parseValue(FilesSchema, files, 'The files') }),
    );
  playlist
    .command('missing')
    .summary(t('help.playlistMissing'))
    .argument('<name>', t('help.playlist'))
    .action((name: unknown, _options, command: Command) =>
      does(command, { action: 'missing', playlist: named(name) }),
    );
  playlist
    .command('locate')
    .summary(t('help.playlistLocate'))
    .argument('<name>', t('help.playlist'))
    .argument('[number]', t('help.entryNumber'))
    .argument('[track]', t('help.track'))
    .action((name: unknown, number: unknown, track: unknown, _options, command: Command) =>
      does(command, {
        action: 'locate',
        playlist: named(name),
        entry: number === undefined ? null : entryOf(number, track),
      }),
    );
  withFileOptions(playlist.command('export'))
    .summary(t('help.playlistExport'))
    .argument('<name>', t('help.playlist'))
    .argument('<file>', t('help.playlistFile'))
    .action((name: unknown, file: unknown, given: unknown, command: Command) =>
      does(command, {
        action: 'export',
        playlist: named(name),
        file: parseValue(FileSchema, file, 'The file'),
        ...fileOptions(given),
      }),
    );
  withFileOptions(playlist.command('export-all'))
    .summary(t('help.playlistExportAll'))
    .argument('<folder>', t('help.playlistFolder'))
    .action((folder: unknown, given: unknown, command: Command) =>
      does(command, {
        action: 'export-all',
        folder: parseValue(FileSchema, folder, 'The folder'),
        ...fileOptions(given),
      }),
    );
}

function entryOf(number: unknown, track: unknown) {
  return {
    number: parseValue(NumberSchema, number, 'The number'),
    track: parseValue(TrackSchema, track, 'The track'),
  };
}

function withFileOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', t('help.playlistFormat')).choices(PLAYLIST_FORMATS))
    .option('--relative', t('help.relativePaths'))
    .option('--replace', t('help.replaceFiles'));
}

const FileOptionsSchema = z.object({
  format: z.enum(PLAYLIST_FORMATS).optional(),
  relative: z.boolean().default(false),
  replace: z.boolean().default(false),
});

function fileOptions(given: unknown): FileOptions {
  const { format, relative, replace } = parseValue(FileOptionsSchema, given, 'The options');
  return { format, paths: relative ? 'relative' : 'absolute', replaces: replace };
}
