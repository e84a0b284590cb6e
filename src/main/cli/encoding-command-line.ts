/** What `fermata encoding` takes. */
import type { Command } from 'commander';
import { z } from 'zod';
import { type TextEncoding, TextEncodingSchema } from '../../shared/text-encodings.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { addCommand, type CommonOptions, parseOptions, parseValue } from './command-parsing.ts';

const TracksSchema = z.array(z.string().min(1, 'has no name')).max(1_000, 'are too many');
const GUESS = 'guess';
const EncodingSchema = z
  .string()
  .transform((name) => name.toLowerCase())
  .pipe(z.union([TextEncodingSchema, z.literal(GUESS)], `is none of ${namesOfAll()}`))
  .transform((name) => (name === GUESS ? null : name));

function namesOfAll(): string {
  return [GUESS, ...TextEncodingSchema.options].join(', ');
}

/** What is done with the encoding of the tags of tracks and their albums. */
export type EncodingWork =
  | { readonly action: 'show'; readonly tracks: readonly string[] }
  | {
      readonly action: 'set';
      /** Null for a guess. */
      readonly encoding: TextEncoding | null;
      /** Ids or paths. */
      readonly tracks: readonly string[];
    };

export interface EncodingCommandLine {
  readonly command: 'encoding';
  readonly options: CommonOptions;
  readonly work: EncodingWork;
}

/** Adds it to the program. */
export function addEncodingCommand(
  program: Command,
  onParsed: (commandLine: EncodingCommandLine) => void,
): void {
  const encoding = addCommand(program, 'encoding');
  const does = (command: Command, work: EncodingWork) =>
    onParsed({ command: 'encoding', options: parseOptions(command), work });
  const tracksOf = (value: unknown) => parseValue(TracksSchema, value, 'The tracks');
  encoding
    .command('show')
    .summary(t('help.encodingShow'))
    .argument('<track...>', t('help.tracks'))
    .action((tracks: unknown, _options, command: Command) =>
      does(command, { action: 'show', tracks: tracksOf(tracks) }),
    );
  encoding
    .command('set')
    .summary(t('help.encodingSet'))
    .argument('<encoding>', t('help.encodingName'))
    .argument('<track...>', t('help.tracks'))
    .action((name: unknown, tracks: unknown, _options, command: Command) =>
      does(command, {
        action: 'set',
        encoding: parseValue(EncodingSchema, name, 'The encoding'),
        tracks: tracksOf(tracks),
      }),
    );
}
