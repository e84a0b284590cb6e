/** The dialog that the address names, loaded when it is opened. */
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { BackupsDialog, HealthDialog } from './lazy-dialogs.ts';
import { useLibrary } from './library-context.ts';

const AboutDialog = lazy(async () => ({
  default: (await import('../features/about/AboutDialog.tsx')).AboutDialog,
}));
const FolderDialog = lazy(async () => ({
  default: (await import('../library/FolderDialog.tsx')).FolderDialog,
}));
const ScanProblemsDialog = lazy(async () => ({
  default: (await import('../library/ScanProblemsDialog.tsx')).ScanProblemsDialog,
}));
const CommandPalette = lazy(async () => ({
  default: (await import('../features/commands/CommandPalette.tsx')).CommandPalette,
}));
const ShortcutSheet = lazy(async () => ({
  default: (await import('../features/commands/ShortcutSheet.tsx')).ShortcutSheet,
}));
const ExportDialog = lazy(async () => ({
  default: (await import('../playlists/ExportDialog.tsx')).ExportDialog,
}));
const UnfoundDialog = lazy(async () => ({
  default: (await import('../playlists/UnfoundDialog.tsx')).UnfoundDialog,
}));

const SmartDialog = lazy(async () => ({
  default: (await import('../features/smart/SmartDialog.tsx')).SmartDialog,
}));

export function LibraryDialogs() {
  return (
    <Suspense>
      <OpenDialog />
    </Suspense>
  );
}

function OpenDialog() {
  const { dialog } = useSearch({ from: '__root__' });
  const { scan, backupWork, closeDialog } = useLibrary();
  switch (dialog) {
    case 'folder':
      return <FolderDialog scan={scan} onClose={closeDialog} />;
    case 'problems':
      return <ScanProblemsDialog onClose={closeDialog} />;
    case 'backups':
      return <BackupsDialog work={backupWork} hasLibrary onClose={closeDialog} />;
    case 'health':
      return <HealthDialog onClose={closeDialog} />;
    case 'about':
      return <AboutDialog onClose={closeDialog} />;
    case 'commands':
      return <CommandPalette onClose={closeDialog} />;
    case 'shortcuts':
      return <ShortcutSheet onClose={closeDialog} />;
    case 'export':
      return <ExportDialog onClose={closeDialog} />;
    case 'unfound':
      return <UnfoundDialog onClose={closeDialog} />;
    case 'rules':
      return <SmartDialog isNew={false} onClose={closeDialog} />;
    case 'new-rules':
      return <SmartDialog isNew onClose={closeDialog} />;
    case undefined:
      return null;
  }
}
