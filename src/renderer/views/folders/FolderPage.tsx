/** A folder as it is on disk: the folders in it, and its songs. */
import { Link, useParams } from '@tanstack/react-router';
import { Folder as FolderIcon, FolderOpen, Play } from 'lucide-react';
import { useMemo } from 'react';
import type { FolderContent } from '../../../shared/api/folder-content.ts';
import type { Folder } from '../../../shared/api/folders.ts';
import { shownPath } from '../../../shared/shown-path.ts';
import { t } from '../../../shared/words/words.ts';
import { Button } from '../../elements/button/Button.tsx';
import { EmptyState } from '../../elements/empty-state/EmptyState.tsx';
import { api } from '../../host/api-client.ts';
import { useRead } from '../../host/queries.ts';
import { FailurePanel } from '../../library/FailurePanel.tsx';
import { useLibrary } from '../../shell/library-context.ts';
import { ViewHeader } from '../../shell/ViewHeader.tsx';
import { SongListView } from '../songs/SongListView.tsx';
import styles from './folder-page.module.css';
import { nameOf, stepsTo } from './folder-steps.ts';

export function FolderPage() {
  const { folderPath } = useParams({ from: '/folders/$folderPath' });
  const { data: content, error, refetch } = useRead(api.folderContent, { path: folderPath });
  const { data: folders = [] } = useRead(api.folders, {});
  if (error !== null) {
    return (
      <>
        <ViewHeader title={t('folders.title')} count="" />
        <FailurePanel
          failure={error}
          action={{ label: t('actions.retry'), onClick: () => void refetch() }}
        />
      </>
    );
  }
  if (content === undefined) return <div className="blank" />;
  return <OpenFolder key={folderPath} content={content} roots={folders} />;
}

interface OpenFolderProps {
  readonly content: FolderContent;
  /** The music folders: a folder is told where it is in one of them. */
  readonly roots: readonly Folder[];
}

/** In their own order: by disc and number within each album. */
const IN_ORDER = { sort: 'album', direction: 'asc' } as const;

function OpenFolder({ content, roots }: OpenFolderProps) {
  const { player } = useLibrary();
  const { path, folders, hasTracks } = content;
  const list = useMemo(() => ({ kind: 'folder', path }) as const, [path]);
  const head = (count: string) => (
    <div className={styles.head} data-whole={!hasTracks || undefined}>
      <ViewHeader title={shownPath(nameOf(path))} count={count}>
        {hasTracks && (
          <Button
            look="main"
            onClick={() => void player.playFrom({ list, text: '', ...IN_ORDER }, null)}
          >
            <Play aria-hidden="true" fill="currentColor" strokeWidth={1.8} />
            {t('actions.play')}
          </Button>
        )}
      </ViewHeader>
      <Steps path={path} roots={roots} />
      {folders.length > 0 && <Subfolders folders={folders} />}
    </div>
  );
  if (hasTracks) {
    return (
      <SongListView
        title={nameOf(path)}
        head={head}
        list={list}
        firstOrder={IN_ORDER}
        total={undefined}
        empty={<Gone />}
      />
    );
  }
  return (
    <>
      {head('')}
      {folders.length === 0 && <Gone />}
    </>
  );
}

function Gone() {
  return (
    <EmptyState
      icon={FolderOpen}
      title={t('albums.goneFolder')}
      advice={t('albums.goneFolderAdvice')}
    />
  );
}

/** The folders on the way to one, from its music folder on: each leads there. */
function Steps({ path, roots }: { readonly path: string; readonly roots: readonly Folder[] }) {
  const steps = stepsTo(
    path,
    roots.map((root) => root.path),
  );
  return (
    <nav className={styles.steps} aria-label={t('folders.title')}>
      <Link to="/folders" activeOptions={{ exact: true }}>
        {t('folders.title')}
      </Link>
      {steps.map((step) => (
        <span key={step}>
          <span aria-hidden>{' › '}</span>
          <Link to="/folders/$folderPath" params={{ folderPath: step }} dir="auto">
            {shownPath(nameOf(step))}
          </Link>
        </span>
      ))}
    </nav>
  );
}

function Subfolders({ folders }: Pick<FolderContent, 'folders'>) {
  return (
    <ul className={styles.folders} aria-label={t('albums.subfolders')}>
      {folders.map(({ name, path }) => (
        <li key={path} className={styles.folder}>
          <Link to="/folders/$folderPath" params={{ folderPath: path }} title={shownPath(name)}>
            <FolderIcon aria-hidden="true" strokeWidth={1.8} />
            <span dir="auto">{shownPath(name)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
