/** A track as the command line prints it: for programs, in a table, and as a line of plain text. */

import type { TrackDetails } from '../../shared/api/track-details.ts';
import type { Track, TrackOrderQuery } from '../../shared/api/tracks.ts';
import { formatTrackLength } from '../../shared/formats.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import type { Library } from '../library/library.ts';
import { printable } from './formats.ts';
import type { CommandContext } from './report.ts';
import type { Screen } from './screen.ts';
import { type Column, formatTable } from './tables.ts';

const columns = (): readonly Column[] => [
  { head: t('heads.id'), width: 7 },
  { head: t('heads.title'), share: 4 },
  { head: t('heads.artist'), share: 3 },
  { head: t('heads.album'), share: 3 },
  { head: t('heads.rating'), width: 6 },
  { head: t('heads.length'), width: 7 },
];

/** So many tracks are asked for at once. */
const PAGE = 500;

/** What programs get of a track. */
function trackFields(track: Track, details?: TrackDetails): Record<string, unknown> {
  const { id, path, title, artists, album, year, discNumber, trackNumber } = track;
  const { durationMs, playCount, lastPlayedAt, rating, favourite, missingSince } = track;
  return {
    event: 'track',
    ...{ id, path, title, artists, album },
    ...{ year, discNumber, trackNumber, durationMs, playCount, lastPlayedAt, rating, favourite },
    missing: missingSince !== null,
    ...details,
  };
}

/**
 * Prints the tracks of a list, a page at a time, until the last one or until the output is not read any more.
 *
 * @returns how many tracks the list has
 */
export async function printTracks(
  library: Library,
  query: TrackOrderQuery,
  { report, signal, screen }: CommandContext,
): Promise<number> {
  const isTable = screen.columns !== undefined;
  for (let offset = 0; ; offset += PAGE) {
    signal.throwIfAborted();
    const page = await library.calls.tracks({ ...query, offset, limit: PAGE });
    const lines = isTable ? tableLines(page.tracks, screen) : page.tracks.map(toLine);
    if (isTable && offset === 0 && page.total > 0) await report.row(null, headLine(screen));
    const ids = page.tracks.map(({ id }) => id);
    const details = report.isForPrograms ? await library.calls.trackDetails({ ids }) : [];
    const detailsById = new Map(details.map((each) => [each.id, each]));
    for (const [index, track] of page.tracks.entries()) {
      const fields = trackFields(track, detailsById.get(track.id));
      const isRead = await report.row(fields, lines[index] ?? '');
      if (!isRead) return page.total;
    }
    if (offset + page.tracks.length >= page.total || page.tracks.length === 0) return page.total;
  }
}

function headLine(screen: Screen): string {
  return formatTable(columns(), [], screen);
}

function tableLines(tracks: readonly Track[], screen: Screen): string[] {
  const rows = tracks.map((track) => toRow(track, screen));
  return formatTable(columns(), rows, screen).split('\n').slice(1);
}

function toRow(
  { id, title, artist, album, rating, durationMs }: Track,
  { paint }: Screen,
): string[] {
  return [
    String(id),
    printable(title),
    printable(artist),
    printable(album ?? ''),
    paint('stars', '*'.repeat(rating ?? 0)),
    formatTrackLength(durationMs),
  ];
}

function toLine({ id, path, title, artist, album }: Track): string {
  return [String(id), path, title, artist, album ?? ''].map(printable).join('\t');
}
