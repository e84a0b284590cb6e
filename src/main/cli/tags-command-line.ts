/** What `fermata tags` takes. */
import type { Command } from 'commander';
import { z } from 'zod';
import { MOST_TAG_EDITS } from '../../shared/api/tags.ts';
import { type NewTags, NewTagsSchema } from '../../shared/tags.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import { addCommand, type CommonOptions, parseOptions, parseValue } from './command-parsing.ts';

const TracksSchema = z
  .array(z.string().min(1, 'has no name'))
  .max(MOST_TAG_EDITS, `are more than ${MOST_TAG_EDITS}`);

/** `TITLE=Blue`: the name in any case. */
const GivenTagSchema = z
  .string()
  .regex(/^[^=]+=/, 'is not written as NAME=VALUE')
  .transform((given) => {
    const end = given.indexOf('=');
    return { name: given.slice(0, end).trim().toUpperCase(), value: given.slice(end + 1) };
  });

const OptionsSchema = z.object({
  tag: z.array(z.string()).min(1),
  preview: z.boolean().default(false),
});

/** What is done with the tags of files. */
export type TagsWork =
  | { readonly action: 'show'; readonly tracks: readonly string[] }
  | {
      readonly action: 'set';
      /** Ids or paths. */
      readonly tracks: readonly string[];
      readonly tags: NewTags;
      /** Whether it is only told what would be written. */
      readonly isPreview: boolean;
    };

export interface TagsCommandLine {
  readonly command: 'tags';
  readonly options: CommonOptions;
  readonly work: TagsWork;
}

/** Adds it to the program. */
export function addTagsCommand(
  program: Command,
  onParsed: (commandLine: TagsCommandLine) => void,
): void {
  const tags = addCommand(program, 'tags');
  const does = (command: Command, work: TagsWork) =>
    onParsed({ command: 'tags', options: parseOptions(command), work });
  const tracksOf = (value: unknown) => parseValue(TracksSchema, value, 'The tracks');
  tags
    .command('show')
    .summary(t('help.tagsShow'))
    .argument('<track...>', t('help.tracks'))
    .action((tracks: unknown, _options, command: Command) =>
      does(command, { action: 'show', tracks: tracksOf(tracks) }),
    );
  tags
    .command('set')
    .summary(t('help.tagsSet'))
    .argument('<track...>', t('help.tracks'))
    .requiredOption('--tag <name=value>', t('help.tagsTag'), collect, [])
    .option('--preview', t('help.tagsPreview'))
    .action((tracks: unknown, options: unknown, command: Command) => {
      const { tag, preview } = parseValue(OptionsSchema, options, '--tag is missing or');
      does(command, {
        action: 'set',
        tracks: tracksOf(tracks),
        tags: tagsOf(tag),
        isPreview: preview,
      });
    });
}

/** The option may be given several times. */
function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

/** A tag that is given several times has several values; one without a value is removed. */
function tagsOf(given: readonly string[]): NewTags {
  const tags: Record<string, string[]> = {};
  for (const each of given) {
    const { name, value } = parseValue(GivenTagSchema, each, `--tag ${each}`);
    tags[name] = [...(tags[name] ?? []), ...(value === '' ? [] : [value])];
  }
  return parseValue(NewTagsSchema, tags, '--tag:');
}
