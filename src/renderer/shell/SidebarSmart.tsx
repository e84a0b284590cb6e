/** The smart playlists in the sidebar: opened, edited and deleted. */
import { Link, useNavigate } from '@tanstack/react-router';
import { ListFilter, Play, SlidersHorizontal, Trash2 } from 'lucide-react';
import type { SmartPlaylist } from '../../shared/api/smart-playlists.ts';
import { t } from '../../shared/words/words.ts';
import { ContextMenu, MenuItem, MenuSeparator } from '../elements/menu/Menu.tsx';
import { deleteSmartPlaylist } from '../features/smart/smart-edits.ts';
import { listOrder } from '../features/smart/smart-order.ts';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { FIRST_ORDER } from '../library/track-pages.ts';
import { useLibrary } from './library-context.ts';
import styles from './sidebar.module.css';

export function SidebarSmart() {
  const { data: all = [] } = useRead(api.smartPlaylists, {});
  return all
    .filter(({ deletedAt }) => deletedAt === null)
    .map((playlist) => <SmartPlace key={playlist.id} playlist={playlist} />);
}

function SmartPlace({ playlist }: { readonly playlist: SmartPlaylist }) {
  const { player } = useLibrary();
  const navigate = useNavigate();
  const { id, name, rules } = playlist;
  const address = { to: '/smart/$smartId', params: { smartId: String(id) } } as const;
  const order = rules === null ? FIRST_ORDER : listOrder(rules);
  const play = () =>
    void player.playFrom({ list: { kind: 'smart', id }, text: '', ...order }, null);
  const menu = (
    <>
      <MenuItem label={t('actions.play')} icon={Play} onSelect={play} />
      <MenuSeparator />
      <MenuItem
        label={t('smart.edit')}
        icon={SlidersHorizontal}
        onSelect={() => void navigate({ ...address, search: { dialog: 'rules' } })}
      />
      <MenuItem
        label={t('playlists.delete')}
        icon={Trash2}
        onSelect={() => void deleteSmartPlaylist(playlist)}
      />
    </>
  );
  return (
    <ContextMenu place={<div className={styles.target} />} items={menu}>
      <Link {...address} className={styles.place} title={name} aria-description={t('smart.is')}>
        <ListFilter aria-hidden="true" strokeWidth={1.8} />
        <span className={styles.name} dir="auto">
          {name}
        </span>
      </Link>
    </ContextMenu>
  );
}
