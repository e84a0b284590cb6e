/** One playlist: its songs in its order, its name, and what can be done with it. */
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { Ellipsis, FileOutput, ListMusic, Pencil, Play, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import type { Playlist } from '../../../shared/api/playlists.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { Menu, MenuItem } from '../../elements/menu/Menu.tsx';
import { useCommands } from '../../features/commands/use-commands.ts';
import { deletePlaylist, renamePlaylist } from '../../features/playlists/playlist-edits.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { SongListView } from '../songs/SongListView.tsx';
import { NameEditor } from './NameEditor.tsx';
import { PLAYLIST_ORDER } from './playlist-order.ts';

export function PlaylistView() {
  const { playlistId } = useParams({ from: '/playlists/$playlistId' });
  const { data: playlists } = useRead(api.playlists, {});
  const playlist = playlists?.find(({ id }) => String(id) === playlistId);
  if (playlists === undefined) return <div className="blank" />;
  if (playlist === undefined) return <GonePlaylist />;
  return <OpenPlaylist key={playlist.id} playlist={playlist} />;
}

function OpenPlaylist({ playlist }: { readonly playlist: Playlist }) {
  const { player, openDialog } = useLibrary();
  const navigate = useNavigate();
  const isNaming = useLocation({ select: ({ state }) => state.isNaming === true });
  const { id, name, tracks, durationMs, unfound } = playlist;
  const list = useMemo(() => ({ kind: 'playlist', id }) as const, [id]);
  const setNaming = (naming: boolean) =>
    void navigate({ to: '.', search: true, state: { isNaming: naming }, replace: true });
  const rename = (wanted: string | null) => {
    setNaming(false);
    if (wanted !== null) void renamePlaylist(playlist, wanted);
  };
  const remove = () => {
    void deletePlaylist(playlist);
    void navigate({ to: '/playlists' });
  };
  const own = (commandId: string, title: string, run: () => void, keys: string | null = null) => ({
    id: commandId,
    title,
    keys,
    run,
  });
  useCommands([
    own('rename-playlist', t('playlists.rename'), () => setNaming(true), 'F2'),
    own('export-playlist', t('playlists.export'), () => openDialog('export')),
    own('delete-playlist', t('playlists.delete'), remove),
  ]);
  return (
    <SongListView
      title={name}
      titleEditor={isNaming ? <NameEditor name={name} onDone={rename} /> : undefined}
      list={list}
      firstOrder={PLAYLIST_ORDER}
      total={tracks}
      playingMs={durationMs}
      playlist={playlist}
      empty={
        <EmptyState
          icon={ListMusic}
          title={t('playlists.empty')}
          advice={t('playlists.emptyAdvice')}
        />
      }
    >
      {unfound > 0 && (
        <Button onClick={() => openDialog('unfound')}>
          {t('unfound.count', { count: unfound })}
        </Button>
      )}
      <Menu trigger={<IconButton icon={Ellipsis} label={t('playlists.more')} />}>
        <MenuItem
          label={t('playlists.rename')}
          icon={Pencil}
          keys="F2"
          onSelect={() => setNaming(true)}
        />
        <MenuItem
          label={t('playlists.export')}
          icon={FileOutput}
          onSelect={() => openDialog('export')}
        />
        <MenuItem label={t('playlists.delete')} icon={Trash2} onSelect={remove} />
      </Menu>
      <Button
        look="main"
        disabled={tracks === 0}
        onClick={() => void player.playFrom({ list, text: '', ...PLAYLIST_ORDER }, null)}
      >
        <Play aria-hidden="true" fill="currentColor" strokeWidth={1.8} />
        {t('actions.play')}
      </Button>
    </SongListView>
  );
}

function GonePlaylist() {
  const navigate = useNavigate();
  return (
    <>
      <ViewHeader title={t('playlists.title')} count="" />
      <EmptyState icon={ListMusic} title={t('playlists.gone')} advice={t('playlists.goneAdvice')}>
        <Button onClick={() => void navigate({ to: '/playlists' })}>{t('playlists.title')}</Button>
      </EmptyState>
    </>
  );
}
