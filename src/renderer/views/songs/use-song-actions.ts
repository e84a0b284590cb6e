/** The actions of a list's selection; those for playlists are commands of the palette, too. */
import { useNavigate } from '@tanstack/react-router';
import type { Track } from '../../../shared/api/tracks.ts';
import { fileOfTrack } from '../../../shared/track-path.ts';
import { t } from '../../../shared/words/words.ts';
import type { Command } from '../../features/commands/registry.ts';
import { useCommands } from '../../features/commands/use-commands.ts';
import type { NamedPlaylist } from '../../features/playlists/playlist-edits.ts';
import { useNewPlaylist } from '../../features/playlists/use-new-playlist.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import type { Player } from '../../player/player.ts';
import { addToQueue, playNext } from '../../player/queue-acts.ts';
import type { SongActions } from './song-actions.ts';
import type { SelectedSongs } from './use-selected-songs.ts';

interface SongActionsOptions {
  readonly selected: SelectedSongs;
  readonly count: number;
  readonly playlist: NamedPlaylist | null;
  /** The album whose songs are listed; null for other lists. */
  readonly albumId: number | null;
  /** Whether the missing songs are listed. */
  readonly isMissing: boolean;
  readonly canReorder: boolean;
  readonly player: Player;
  /** The one song that is selected, if it is shown; null for none, and for several. */
  readonly only: Track | null;
  /** Called with the file of a missing song, to say where it is. */
  readonly onLocate: (path: string) => void;
  /** Called with the selected songs, to look at their tags. */
  readonly onShowInfo: (ids: readonly number[]) => void;
  /** Called with the selected songs, to say how their letters are read. */
  readonly onChooseEncoding: (ids: readonly number[]) => void;
}

export function useSongActions(options: SongActionsOptions): SongActions {
  const { selected, count, playlist, isMissing, canReorder, player, only, onLocate } = options;
  const { data: playlists = [] } = useRead(api.playlists, {});
  const makePlaylist = useNewPlaylist();
  const navigate = useNavigate();
  const albumId = only?.albumId ?? null;
  const artistId = only?.artistIds[0];
  const missingPath = only === null || only.missingSince === null ? null : fileOfTrack(only.path);
  const actions: SongActions = {
    play: () => void selected.play(player),
    playNext: () => void selected.rows().then((rows) => playNext(player, rows)),
    addToQueue: () => void selected.rows().then((rows) => addToQueue(player, rows)),
    rate: (rating) => void selected.rate(rating),
    toggleFavourite: () => void selected.toggleFavourite(),
    addTo: (target) => void selected.addTo(target),
    addToNew: () => void selected.trackIds().then(makePlaylist),
    remove:
      playlist === null && !isMissing
        ? null
        : {
            label: t(isMissing ? 'folders.remove' : 'playlists.removeEntries'),
            run: () => void selected.remove(),
          },
    showInfo: () => void selected.trackIds().then(options.onShowInfo),
    chooseEncoding: () => void selected.trackIds().then(options.onChooseEncoding),
    locate: missingPath === null ? null : () => onLocate(missingPath),
    openAlbum:
      albumId === null || albumId === options.albumId
        ? null
        : () =>
            void navigate({
              to: '/albums/$albumId',
              params: { albumId: String(albumId) },
              search: {},
            }),
    openArtist:
      artistId === undefined
        ? null
        : () =>
            void navigate({
              to: '/artists/$artistId',
              params: { artistId: String(artistId) },
              search: {},
            }),
    moveBy: canReorder ? selected.moveBy : null,
  };
  const hasSelection = () => count > 0;
  const own = (id: string, title: string, run: () => void): Command => ({
    id,
    title,
    keys: null,
    when: hasSelection,
    run,
  });
  useCommands([
    own('play-selection-next', t('queue.playNext'), actions.playNext),
    own('queue-selection', t('queue.addLast'), actions.addToQueue),
    own('favourite-selection', t('songs.favouriteSelection'), actions.toggleFavourite),
    own('show-info', t('info.menu'), actions.showInfo),
    own('choose-encoding', t('encodings.menu'), actions.chooseEncoding),
    own('playlist-of-selection', t('playlists.newOfSelection'), actions.addToNew),
    ...playlists.map((target) =>
      own(`add-to-playlist-${target.id}`, t('playlists.addToNamed', { name: target.name }), () =>
        actions.addTo(target),
      ),
    ),
    ...(actions.remove === null
      ? []
      : [own('remove-selection', actions.remove.label, actions.remove.run)]),
  ]);
  return actions;
}
