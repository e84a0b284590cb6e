/** `fermata playlist`: lists, shows, makes and edits playlists. */
import type { Playlist } from '../../shared/api/playlists.ts';
import { formatCount, formatDuration } from '../../shared/formats.ts';
import { t } from '../../shared/words/cli/cli-words.ts';
import type { Library } from '../library/library.ts';
import type { CommandLineOf } from './command-line.ts';
import { printable } from './formats.ts';
import { findPlaylist, findTrackIds } from './named-tracks.ts';
import { workWithFiles } from './playlist-files.ts';
import { withLibraryToRead, withPreparedLibrary } from './prepared-library.ts';
import type { CommandContext, CommandOutcome } from './report.ts';
import { type Column, formatTable } from './tables.ts';
import type { PlaylistWork } from './track-command-lines.ts';
import { printTracks } from './track-rows.ts';

const columns = (): readonly Column[] => [
  { head: t('heads.id'), width: 7 },
  { head: t('heads.name'), share: 1 },
  { head: t('heads.tracks'), width: 9 },
  { head: t('heads.length'), width: 16 },
];

/** What changes nothing in the library, and can be done with one that can only be read. */
const READING: ReadonlySet<PlaylistWork['action']> = new Set([
  'list',
  'show',
  'missing',
  'export',
  'export-all',
]);

type Told = Pick<CommandOutcome, 'fields' | 'text'>;

export async function playlist(
  { options, work }: CommandLineOf<'playlist'>,
  context: CommandContext,
): Promise<CommandOutcome> {
  const withLibrary = READING.has(work.action) ? withLibraryToRead : withPreparedLibrary;
  return withLibrary(options, context, async ({ library, libraryFile }) => {
    const { fields, text } = await doWork(library, work, context);
    return { fields: { libraryFile, ...fields }, text, failure: null };
  });
}

async function doWork(
  library: Library,
  work: PlaylistWork,
  context: CommandContext,
): Promise<Told> {
  const { calls } = library;
  switch (work.action) {
    case 'list':
      return list(library, context);
    case 'create': {
      const trackIds = await findTrackIds(library, work.tracks);
      const made = await calls.createPlaylist({ name: work.name, trackIds });
      return told(made, t('playlist.made', { name: made.name, id: String(made.id) }));
    }
    case 'restore': {
      const deleted = findPlaylist(await calls.deletedPlaylists({}), work.playlist);
      await calls.restorePlaylist(deleted);
      return told(deleted, t('playlist.isBack', { name: deleted.name }));
    }
    case 'import':
    case 'missing':
    case 'locate':
    case 'export':
    case 'export-all':
      return workWithFiles(library, work, context);
    default: {
      const found = findPlaylist(await calls.playlists({}), work.playlist);
      return edit(library, found, work, context);
    }
  }
}

async function edit(
  library: Library,
  found: Playlist,
  work: Extract<
    PlaylistWork,
    { action: 'show' | 'delete' | 'rename' | 'add' | 'remove'; playlist: string }
  >,
  context: CommandContext,
): Promise<Told> {
  const { calls } = library;
  const { id, name, createdAt } = found;
  switch (work.action) {
    case 'show': {
      const order = { text: '', sort: 'position', direction: 'asc' } as const;
      await printTracks(library, { list: { kind: 'playlist', id }, ...order }, context);
      context.report.aside(describe(found));
      return told(found, '');
    }
    case 'delete':
      await calls.deletePlaylist({ id, createdAt });
      return told(found, t('playlist.deleted', { name, id: String(id) }));
    case 'rename':
      await calls.renamePlaylist({ id, createdAt, name: work.name });
      return told({ ...found, name: work.name }, t('playlist.renamed', { name: work.name }));
    case 'add': {
      const trackIds = await findTrackIds(library, work.tracks);
      const { already } = await calls.addToPlaylist({ id, createdAt, trackIds, duplicates: 'add' });
      const twice = already === 0 ? '' : ` ${t('playlist.stoodInIt', { count: already })}`;
      return told(found, t('playlist.added', { count: trackIds.length, name }) + twice);
    }
    default: {
      const entryIds = await entriesOf(library, found, await findTrackIds(library, work.tracks));
      const { removed } = await calls.removeFromPlaylist({ id, createdAt, entryIds });
      return told(found, t('playlist.removed', { count: removed.length, name }));
    }
  }
}

async function list({ calls }: Library, { report, screen }: CommandContext): Promise<Told> {
  const playlists = await calls.playlists({});
  const isTable = screen.columns !== undefined;
  const [head = '', ...lines] = formatTable(columns(), playlists.map(toRow), screen).split('\n');
  if (isTable && playlists.length > 0) await report.row(null, head);
  for (const [index, each] of playlists.entries()) {
    const line = isTable ? (lines[index] ?? '') : toLine(each);
    if (!(await report.row({ event: 'playlist', ...each }, line))) break;
  }
  return { fields: { playlists: playlists.length }, text: '' };
}

/** All places of some tracks in a playlist. */
async function entriesOf(
  { calls }: Library,
  { id }: Playlist,
  trackIds: readonly number[],
): Promise<number[]> {
  const wanted = new Set(trackIds);
  const entries: number[] = [];
  for (let offset = 0; ; offset += 500) {
    const { tracks, total } = await calls.tracks({
      list: { kind: 'playlist', id },
      sort: 'position',
      offset,
      limit: 500,
    });
    for (const track of tracks) {
      if (track.entryId !== null && wanted.has(track.id)) entries.push(track.entryId);
    }
    if (offset + tracks.length >= total || tracks.length === 0) return entries;
  }
}

function toRow({ id, name, tracks, durationMs }: Playlist): string[] {
  return [String(id), printable(name), formatCount(tracks), formatDuration(durationMs)];
}

function toLine(each: Playlist): string {
  return [String(each.id), printable(each.name), describe(each)].join('\t');
}

function describe({ tracks, durationMs }: Playlist): string {
  return t('playlist.contents', { count: tracks, duration: formatDuration(durationMs) });
}

function told({ id, name }: Playlist, text: string): Told {
  return { fields: { playlist: { id, name } }, text };
}
