/** The commands that every view has. */
import { useNavigate, useRouter } from '@tanstack/react-router';
import type { RefObject } from 'react';
import { t } from '../../shared/words/words.ts';
import { command } from '../features/commands/registry.ts';
import { useCommandSources, useCommands } from '../features/commands/use-commands.ts';
import { useNewPlaylist } from '../features/playlists/use-new-playlist.ts';
import { redoLastEdit, undoLastEdit } from '../features/undo/undo.ts';
import { edits } from '../host/edits.ts';
import { readAllAgain } from '../library/use-scan.ts';
import type { LibraryContext } from './library-context.ts';
import { ALWAYS, PLACES } from './places.ts';

export function useShellCommands(
  library: LibraryContext,
  searchField: RefObject<HTMLInputElement | null>,
): void {
  const { history } = useRouter();
  const navigate = useNavigate();
  const { backupWork, scan, chooseFolder, openDialog } = library;
  const makePlaylist = useNewPlaylist();
  useCommandSources();
  useCommands([
    command('new-playlist', () => void makePlaylist()),
    {
      id: 'new-smart-playlist',
      title: t('smart.newTitle'),
      keys: null,
      run: () => openDialog('new-rules'),
    },
    command('find', () => searchField.current?.select()),
    command('scan-folder', chooseFolder, () => !scan.isRunning),
    command(
      'read-all-again',
      () => void readAllAgain(scan),
      () => !scan.isRunning,
    ),
    command(
      'back-up',
      () => backupWork.backUp(''),
      () => !backupWork.isRunning,
    ),
    command('restore', () => openDialog('backups')),
    command('library-health', () => openDialog('health')),
    command('licences', () => openDialog('about')),
    command(
      'undo',
      () => void undoLastEdit(),
      () => edits.state().undo !== null || edits.state().isMaking,
    ),
    command(
      'redo',
      () => void redoLastEdit(),
      () => edits.state().redo !== null,
    ),
    command(
      'back',
      () => history.back(),
      () => history.canGoBack(),
    ),
    command('forward', () => history.forward()),
    ...[...PLACES, ...ALWAYS].map(({ to, name }) => ({
      id: `go-to-${to.slice(1)}`,
      title: t('albums.goTo', { name: name() }),
      keys: null,
      run: () => void navigate({ to, search: {} }),
    })),
    command('commands', () => openDialog('commands')),
    command('shortcuts', () => openDialog('shortcuts')),
  ]);
}
