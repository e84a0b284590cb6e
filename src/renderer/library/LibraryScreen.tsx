import { useDeferredValue, useRef, useState } from 'react';
import { BackupStrip } from '../backups/BackupStrip.tsx';
import { BackupsDialog } from '../backups/BackupsDialog.tsx';
import { useBackupWork } from '../backups/use-backups.ts';
import { HealthDialog } from '../health/HealthDialog.tsx';
import { api } from '../host/api-client.ts';
import { useRead } from '../host/queries.ts';
import { FermataSign } from '../lifecycle/FermataSign.tsx';
import type { Player } from '../player/player.ts';
import { playerCommands } from '../player/player-commands.ts';
import { OpenedPlaylistStrip } from '../playlists/OpenedPlaylistStrip.tsx';
import { useOpenedPlaylists } from '../playlists/use-opened-playlists.ts';
import { UpdateStrip } from '../updates/UpdateStrip.tsx';
import { SongList } from '../views/songs/SongList.tsx';
import { chooseInNativeDialog } from './choose-folders.ts';
import { DropTarget } from './DropTarget.tsx';
import { EmptyLibrary } from './EmptyLibrary.tsx';
import { FailurePanel } from './FailurePanel.tsx';
import { FolderDialog } from './FolderDialog.tsx';
import { NothingFound } from './NothingFound.tsx';
import { ScanProblemsDialog } from './ScanProblemsDialog.tsx';
import { ScanStrip } from './ScanStrip.tsx';
import { SearchBox } from './SearchBox.tsx';
import { StatusBar } from './StatusBar.tsx';
import {
  FIRST_ORDER,
  type TrackCount,
  type TrackListQuery,
  type TrackOrder,
  useTrackCount,
} from './track-pages.ts';
import { useCommands } from './use-commands.ts';
import { useFileDrop } from './use-file-drop.ts';
import { useScan } from './use-scan.ts';
import './library.css';

export function LibraryScreen({ player }: { readonly player: Player }) {
  const [text, setText] = useState('');
  const [order, setOrder] = useState<TrackOrder>(FIRST_ORDER);
  const [openDialog, setOpenDialog] = useState<'folder' | 'problems' | 'backups' | 'health' | null>(
    null,
  );
  const searchBox = useRef<HTMLInputElement>(null);
  const query: TrackListQuery = {
    list: { kind: 'all' },
    text: useDeferredValue(text.trim()),
    ...order,
  };
  const summary = useRead(api.summary, {});
  const count = useTrackCount(query);
  const scan = useScan();
  const drop = useFileDrop((folders) => void scan.start(folders));
  const playlists = useOpenedPlaylists();

  const chooseFolder = async () => {
    const folders = await chooseInNativeDialog('music');
    if (folders === null) setOpenDialog('folder');
    else if (folders.length > 0) await scan.start(folders);
  };
  const closeDialog = () => {
    setOpenDialog(null);
    scan.forgetFailure();
  };
  const clearSearch = () => setText('');
  const find = () => searchBox.current?.select();
  const backupWork = useBackupWork();
  useCommands({
    find,
    'scan-folder': () => void chooseFolder(),
    'back-up': () => backupWork.backUp(''),
    restore: () => setOpenDialog('backups'),
    ...playerCommands(player, query),
    'library-health': () => setOpenDialog('health'),
  });

  const readAgain = () => void Promise.all([count.refetch(), summary.refetch()]);
  const failure = count.error ?? summary.error;
  const total = summary.data?.counts.tracks;
  return (
    <div className="library">
      <header className="library-bar">
        <h1 className="brand">
          <FermataSign fraction="still" />
          <span>Fermata</span>
        </h1>
        <SearchBox ref={searchBox} text={text} onChange={setText} />
        <button
          type="button"
          className="button"
          disabled={scan.isRunning}
          onClick={() => void chooseFolder()}
        >
          Scan Folder…
        </button>
        <button
          type="button"
          className="button button-plain"
          onClick={() => setOpenDialog('backups')}
        >
          Backups…
        </button>
      </header>
      {openDialog !== 'backups' && <BackupStrip work={backupWork} />}
      <UpdateStrip />
      <ScanStrip
        scan={scan}
        // The dialog shows it while it is open.
        showsFailure={openDialog !== 'folder'}
        onShowProblems={() => setOpenDialog('problems')}
      />
      <DropTarget drop={drop} />
      {playlists.opened.map(([key, opened]) => (
        <OpenedPlaylistStrip key={key} opened={opened} onDismiss={() => playlists.dismiss(key)} />
      ))}
      {failure !== null && (
        <FailurePanel failure={failure} action={{ label: 'Retry', onClick: readAgain }} />
      )}
      {total === 0 ? (
        <EmptyLibrary
          isScanning={scan.isRunning}
          onChoose={() => void chooseFolder()}
          onRestore={() => setOpenDialog('backups')}
        />
      ) : (
        <Tracks
          list={count.data}
          order={order}
          player={player}
          onOrder={setOrder}
          onClearSearch={clearSearch}
        />
      )}
      <StatusBar
        summary={summary.data}
        found={count.data ?? null}
        onShowHealth={() => setOpenDialog('health')}
        onShowProblems={() => setOpenDialog('problems')}
      />
      {openDialog === 'folder' && <FolderDialog scan={scan} onClose={closeDialog} />}
      {openDialog === 'health' && <HealthDialog onClose={closeDialog} />}
      {openDialog === 'problems' && <ScanProblemsDialog onClose={closeDialog} />}
      {openDialog === 'backups' && (
        <BackupsDialog work={backupWork} hasLibrary onClose={closeDialog} />
      )}
    </div>
  );
}

interface TracksProps {
  /** Undefined until the first answer is there. */
  readonly list: TrackCount | undefined;
  readonly order: TrackOrder;
  readonly player: Player;
  readonly onOrder: (order: TrackOrder) => void;
  readonly onClearSearch: () => void;
}

function Tracks({ list, order, player, onOrder, onClearSearch }: TracksProps) {
  if (list === undefined) return <main className="blank" />;
  const { query, total } = list;
  if (total === 0) return <NothingFound text={query.text} onClearSearch={onClearSearch} />;
  // Another query is another list: it begins at its top.
  const key = [query.text, query.sort, query.direction].join(' ');
  return (
    <main className="library">
      <SongList
        key={key}
        query={query}
        total={total}
        order={order}
        player={player}
        onOrder={onOrder}
      />
    </main>
  );
}
