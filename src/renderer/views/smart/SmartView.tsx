/** A smart playlist: the songs that its rules choose at this moment, and what can be done with it. */
import { useNavigate, useParams } from '@tanstack/react-router';
import { Ellipsis, ListFilter, ListPlus, Play, SlidersHorizontal, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import type { SmartPlaylist } from '../../../shared/api/smart-playlists.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { IconButton } from '../../elements/button/IconButton.tsx';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { Menu, MenuItem } from '../../elements/menu/Menu.tsx';
import { useCommands } from '../../features/commands/use-commands.ts';
import { deleteSmartPlaylist, keepTracks } from '../../features/smart/smart-edits.ts';
import { listOrder } from '../../features/smart/smart-order.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FIRST_ORDER, useTrackCount } from '../../library/track-pages.ts';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { SongListView } from '../songs/SongListView.tsx';
import styles from './smart-view.module.css';

export function SmartView() {
  const { smartId } = useParams({ from: '/smart/$smartId' });
  const { data: all } = useRead(api.smartPlaylists, {});
  const playlist = all?.find(({ id, deletedAt }) => String(id) === smartId && deletedAt === null);
  if (all === undefined) return <div className="blank" />;
  if (playlist === undefined) return <GonePlaylist />;
  return <OpenSmart key={playlist.id} playlist={playlist} />;
}

function OpenSmart({ playlist }: { readonly playlist: SmartPlaylist }) {
  const { player, openDialog } = useLibrary();
  const navigate = useNavigate();
  const { id, name, rules, problems } = playlist;
  const list = useMemo(() => ({ kind: 'smart', id }) as const, [id]);
  const order = rules === null ? FIRST_ORDER : listOrder(rules);
  const count = useTrackCount({ list, text: '', ...order });
  // While another one is opened, the count is still of the one before.
  const counted = count.data?.query.list;
  const isOwn = counted?.kind === 'smart' && counted.id === id;
  const total = isOwn ? count.data?.total : undefined;
  const remove = () => {
    void deleteSmartPlaylist(playlist);
    void navigate({ to: '/playlists' });
  };
  const keep = async () => {
    const kept = await keepTracks(playlist, order, total ?? 0);
    if (kept === null) return;
    await navigate({ to: '/playlists/$playlistId', params: { playlistId: String(kept) } });
  };
  const own = (commandId: string, title: string, run: () => void, keys: string | null = null) => ({
    id: commandId,
    title,
    keys,
    run,
  });
  useCommands([
    own('edit-rules', t('smart.edit'), () => openDialog('rules'), 'F2'),
    own('keep-smart-tracks', t('smart.keepTracks'), () => void keep()),
    own('delete-smart-playlist', t('playlists.delete'), remove),
  ]);
  return (
    <SongListView
      // Other rules have another order.
      key={`${order.sort} ${order.direction}`}
      title={name}
      list={list}
      firstOrder={order}
      total={total}
      empty={
        <EmptyState
          icon={ListFilter}
          title={t('smart.empty')}
          advice={
            problems.length === 0
              ? t('smart.emptyAdvice')
              : problems.map((problem) => t(`smartProblems.${problem}`)).join(' ')
          }
        >
          <Button onClick={() => openDialog('rules')}>{t('smart.edit')}</Button>
        </EmptyState>
      }
    >
      {problems.length > 0 && total !== 0 && (
        <p className={styles.problem} role="status">
          {problems.map((problem) => t(`smartProblems.${problem}`)).join(' ')}
        </p>
      )}
      <Menu trigger={<IconButton icon={Ellipsis} label={t('playlists.more')} />}>
        <MenuItem
          label={t('smart.keepTracks')}
          icon={ListPlus}
          isDisabled={total === undefined || total === 0}
          onSelect={() => void keep()}
        />
        <MenuItem label={t('playlists.delete')} icon={Trash2} onSelect={remove} />
      </Menu>
      <Button onClick={() => openDialog('rules')}>
        <SlidersHorizontal aria-hidden="true" strokeWidth={1.8} />
        {t('smart.edit')}
      </Button>
      <Button
        look="main"
        disabled={total === 0}
        onClick={() => void player.playFrom({ list, text: '', ...order }, null)}
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
      <ViewHeader title={t('smart.title')} count="" />
      <EmptyState icon={ListFilter} title={t('playlists.gone')} advice={t('playlists.goneAdvice')}>
        <Button onClick={() => void navigate({ to: '/playlists' })}>{t('playlists.title')}</Button>
      </EmptyState>
    </>
  );
}
