/** The frame round every view: the sidebar, what needs a decision, the view, the player, dialogs. */
import { Outlet } from '@tanstack/react-router';
import { use, useRef } from 'react';
import { useBackupWork } from '../backups/use-backups.ts';
import { ToastArea } from '../elements/toast/ToastArea.tsx';
import { chooseInNativeDialog } from '../library/choose-folders.ts';
import { DropTarget } from '../library/DropTarget.tsx';
import { useFileDrop } from '../library/use-file-drop.ts';
import { useScan } from '../library/use-scan.ts';
import { NowPlaying } from '../player/NowPlaying.tsx';
import { PlayerBar } from '../player/PlayerBar.tsx';
import { QueuePlace } from '../player/QueuePlace.tsx';
import { BottomTabs } from './BottomTabs.tsx';
import { LibraryDialogs } from './LibraryDialogs.tsx';
import { LibraryContext, PlayerContext } from './library-context.ts';
import { Notices } from './Notices.tsx';
import { Sidebar } from './Sidebar.tsx';
import { useDialogs } from './use-dialogs.ts';
import { useSearchText } from './use-search-text.ts';
import { useShellCommands } from './use-shell-commands.ts';
import '../library/library.css';
import styles from './shell.module.css';

export function Shell() {
  const player = use(PlayerContext);
  if (player === null) throw new Error('The shell needs a player.');
  const searchField = useRef<HTMLInputElement>(null);
  const [searchText, search] = useSearchText();
  const dialogs = useDialogs();
  const backupWork = useBackupWork();
  const scan = useScan();
  const drop = useFileDrop((folders) => void scan.start(folders));
  const chooseFolder = async () => {
    const folders = await chooseInNativeDialog('music');
    if (folders === null) dialogs.openDialog('folder');
    else if (folders.length > 0) await scan.start(folders);
  };
  const library: LibraryContext = {
    player,
    scan,
    backupWork,
    searchText,
    search,
    chooseFolder: () => void chooseFolder(),
    openDialog: dialogs.openDialog,
    closeDialog: () => {
      dialogs.closeDialog();
      scan.forgetFailure();
    },
  };
  useShellCommands(library, searchField);
  return (
    <LibraryContext value={library}>
      <div className={styles.shell}>
        <Sidebar searchField={searchField} />
        <main className={styles.main}>
          <Notices />
          <DropTarget drop={drop} />
          <Outlet />
        </main>
        <QueuePlace player={player} />
      </div>
      <NowPlaying player={player} />
      <PlayerBar player={player} />
      <BottomTabs searchField={searchField} />
      <LibraryDialogs />
      <ToastArea />
    </LibraryContext>
  );
}
