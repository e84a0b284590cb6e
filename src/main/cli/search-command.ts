/** `fermata search`: the tracks that match some words, as a table. */
import type { Track } from '../../shared/api/tracks.ts';
import { formatTrackLength } from '../../shared/formats.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import { withLibraryToRead } from './prepared-library.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import type { Screen } from './screen.ts';
import { type Column, formatTable } from './tables.ts';

const columns = (): readonly Column[] => [
  { head: t('heads.title'), share: 4 },
  { head: t('heads.artist'), share: 3 },
  { head: t('heads.album'), share: 3 },
  { head: t('heads.year'), width: 4 },
  { head: t('heads.length'), width: 7 },
];

export async function search(
  { options, text, limit }: CommandLineOf<'search'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  return withLibraryToRead(options, context, async ({ library, libraryFile }) => {
    const { total, tracks } = await library.calls.tracks({
      text,
      sort: 'relevance',
      direction: 'asc',
      offset: 0,
      limit,
    });
    return {
      fields: { libraryFile, text, total, tracks },
      text: describe(text, total, tracks, context.screen),
      failure: null,
    };
  });
}

function describe(text: string, total: number, tracks: readonly Track[], screen: Screen): string {
  if (total === 0) return t('tracks.noMatch', { text });
  const table = formatTable(columns(), tracks.map(toRow), screen);
  const count =
    tracks.length === total
      ? t('tracks.count', { count: total })
      : t('tracks.firstOf', { shown: String(tracks.length), count: total });
  return `${table}\n\n${count}`;
}

function toRow({ title, artist, album, year, durationMs }: Track): string[] {
  return [
    printable(title),
    printable(artist),
    printable(album ?? ''),
    String(year ?? ''),
    formatTrackLength(durationMs),
  ];
}
