/** `fermata tags`: the tags of files, shown and written. */
import type { EditedTags, FileTags } from '../../shared/api/tags.ts';
import { errorFromReport } from '../../shared/errors.ts';
import type { NewTags, Tags } from '../../shared/tags.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import type { Library } from '../library/library.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import { findTrackIds } from './named-tracks.ts';
import { withLibraryToRead, withPreparedLibrary } from './prepared-library.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { formatFacts } from './tables.ts';
import type { TagsWork } from './tags-command-line.ts';

export async function tags(
  { options, work }: CommandLineOf<'tags'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const reads = work.action === 'show' || work.isPreview;
  const withLibrary = reads ? withLibraryToRead : withPreparedLibrary;
  return withLibrary(options, context, async ({ library, libraryFile }) => {
    const ids = await findTrackIds(library, work.tracks);
    const { fields, text, failure } = await doWork(library, work, ids);
    return { fields: { libraryFile, ...fields }, text, failure };
  });
}

async function doWork(library: Library, work: TagsWork, ids: number[]): Promise<CommandOutcome> {
  if (work.action === 'set' && !work.isPreview) {
    const edited = await library.editTags(ids.map((id) => ({ id, tags: work.tags })));
    return told(edited);
  }
  const files: (FileTags & { readonly id: number })[] = [];
  for (const id of ids) files.push({ id, ...(await library.fileTags(id)) });
  if (work.action === 'show') {
    const text = files.map(({ path, tags: all }) => `${printable(path)}\n${tableOf(all)}`);
    return { fields: { files }, text: text.join('\n\n'), failure: null };
  }
  const previews = files.map(({ id, path, tags: all, refusal }) => ({
    ...{ id, path, refusal },
    before: namedTags(all, work.tags),
    after: work.tags,
  }));
  const text = previews.map(({ path, before, after, refusal }) => {
    const reason = refusal === null ? [] : [errorFromReport(refusal).message];
    return [printable(path), changesOf(before, after), ...reason].join('\n');
  });
  return { fields: { files: previews }, text: text.join('\n\n'), failure: null };
}

function told({ edited, failed }: EditedTags): CommandOutcome {
  const changed = edited.filter(({ before, after }) => !isSame(before, after));
  const reasons = failed.map(({ error }) => errorFromReport(error));
  const lines = [
    t('tags.written', { count: changed.length }),
    ...(changed.length < edited.length
      ? [t('tags.hadThem', { count: edited.length - changed.length })]
      : []),
    ...reasons.map(({ message }) => t('tags.notWritten', { reason: printable(message) })),
  ];
  return { fields: { edited, failed }, text: lines.join('\n'), failure: reasons[0] ?? null };
}

function tableOf(all: Tags): string {
  const rows = Object.entries(all).flatMap(([name, values]) =>
    values.map((value) => [`  ${printable(name)}`, printable(value)]),
  );
  return rows.length === 0 ? `  ${t('tags.none')}` : formatFacts(rows);
}

function changesOf(before: Tags, after: NewTags): string {
  const rows = Object.entries(after)
    .filter(([name, values]) => !isSame(before[name], values))
    .map(([name, values]) => [`  ${name}`, `${shown(before[name])} → ${shown(values)}`]);
  return rows.length === 0 ? `  ${t('tags.asTheyAre')}` : formatFacts(rows);
}

function shown(values: readonly string[] = []): string {
  return values.length === 0 ? t('tags.noValue') : printable(values.join(' · '));
}

function namedTags(all: Tags, named: NewTags): Tags {
  return Object.fromEntries(Object.keys(named).map((name) => [name, all[name] ?? []]));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? []) === JSON.stringify(b);
}
