/** All playlists, and those that were deleted not long ago. */
import { Link } from '@tanstack/react-router';
import { FileOutput, ListFilter, ListMusic, Plus, RotateCcw } from 'lucide-react';
import type { Playlist } from '../../../shared/api/playlists.ts';
import type { SmartPlaylist } from '../../../shared/api/smart-playlists.ts';
import { formatPlayingTime } from '../../../shared/formats.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { restorePlaylist } from '../../features/playlists/playlist-edits.ts';
import { useNewPlaylist } from '../../features/playlists/use-new-playlist.ts';
import { restoreSmartPlaylist } from '../../features/smart/smart-edits.ts';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import styles from './playlists.module.css';

export function PlaylistsView() {
  const { data: playlists, error } = useRead(api.playlists, {});
  const { data: deleted = [] } = useRead(api.deletedPlaylists, {});
  const { data: smart = [] } = useRead(api.smartPlaylists, {});
  const { openDialog } = useLibrary();
  const makePlaylist = useNewPlaylist();
  const isNew = playlists?.length === 0 && deleted.length === 0 && smart.length === 0;
  const newPlaylist = (
    <>
      <Button onClick={() => openDialog('new-rules')}>
        <ListFilter aria-hidden="true" strokeWidth={1.8} />
        {t('smart.new')}
      </Button>
      <Button onClick={() => void makePlaylist()}>
        <Plus aria-hidden="true" strokeWidth={1.8} />
        {t('playlists.new')}
      </Button>
    </>
  );
  const kept = smart.filter(({ deletedAt }) => deletedAt === null);
  const deletedSmart = smart.filter(({ deletedAt }) => deletedAt !== null);
  return (
    <>
      <ViewHeader
        title={t('playlists.title')}
        count={
          playlists === undefined
            ? ''
            : t('playlists.count', { count: playlists.length + kept.length })
        }
      >
        {playlists !== undefined && playlists.length > 0 && (
          <Button onClick={() => openDialog('export')}>
            <FileOutput aria-hidden="true" strokeWidth={1.8} />
            {t('playlists.exportAll')}
          </Button>
        )}
        {!isNew && newPlaylist}
      </ViewHeader>
      {error !== null && <FailurePanel failure={error} />}
      {isNew ? (
        <EmptyState icon={ListMusic} title={t('playlists.none')} advice={t('playlists.noneAdvice')}>
          {newPlaylist}
        </EmptyState>
      ) : (
        <div className={styles.lists}>
          <ul className={styles.playlists}>
            {playlists?.map((playlist) => (
              <li key={playlist.id} className={styles.playlist}>
                <Link
                  to="/playlists/$playlistId"
                  params={{ playlistId: String(playlist.id) }}
                  className={styles.open}
                >
                  <ListMusic aria-hidden="true" strokeWidth={1.8} />
                  <Names playlist={playlist} />
                </Link>
              </li>
            ))}
            {kept.map(({ id, name }) => (
              <li key={`smart ${id}`} className={styles.playlist}>
                <Link to="/smart/$smartId" params={{ smartId: String(id) }} className={styles.open}>
                  <ListFilter aria-hidden="true" strokeWidth={1.8} />
                  <SmartNames name={name} />
                </Link>
              </li>
            ))}
          </ul>
          {deleted.length + deletedSmart.length > 0 && (
            <Deleted playlists={deleted} smart={deletedSmart} />
          )}
        </div>
      )}
    </>
  );
}

interface DeletedProps {
  readonly playlists: readonly Playlist[];
  readonly smart: readonly SmartPlaylist[];
}

function Deleted({ playlists, smart }: DeletedProps) {
  return (
    <section aria-labelledby="recently-deleted">
      <h2 id="recently-deleted" className={styles.heading}>
        {t('playlists.recentlyDeleted')}
      </h2>
      <p className={styles.kept}>{t('playlists.deletedKept')}</p>
      <ul className={styles.playlists}>
        {playlists.map((playlist) => (
          <li key={playlist.id} className={styles.playlist}>
            <Names playlist={playlist} />
            <Button
              aria-label={t('playlists.restoreNamed', { name: playlist.name })}
              onClick={() => void restorePlaylist(playlist)}
            >
              <RotateCcw aria-hidden="true" strokeWidth={1.8} />
              {t('playlists.restore')}
            </Button>
          </li>
        ))}
        {smart.map((playlist) => (
          <li key={`smart ${playlist.id}`} className={styles.playlist}>
            <SmartNames name={playlist.name} />
            <Button
              aria-label={t('playlists.restoreNamed', { name: playlist.name })}
              onClick={() => void restoreSmartPlaylist(playlist)}
            >
              <RotateCcw aria-hidden="true" strokeWidth={1.8} />
              {t('playlists.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SmartNames({ name }: { readonly name: string }) {
  return (
    <span className={styles.names}>
      <span className={styles.name} dir="auto" title={name}>
        {name}
      </span>
      <span className={styles.summary}>{t('smart.is')}</span>
    </span>
  );
}

function Names({ playlist }: { readonly playlist: Playlist }) {
  const { name, tracks: count, durationMs } = playlist;
  return (
    <span className={styles.names}>
      <span className={styles.name} dir="auto" title={name}>
        {name}
      </span>
      <span className={styles.summary}>
        {count === 0
          ? t('songs.count', { count })
          : `${t('songs.count', { count })} · ${formatPlayingTime(durationMs)}`}
      </span>
    </span>
  );
}
