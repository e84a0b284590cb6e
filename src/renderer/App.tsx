/** The library, or how preparing it goes. The same in the desktop app and in a browser. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { describeInDetail } from '../shared/error-details.ts';
import type { ErrorReport } from '../shared/errors.ts';
import { redactPaths } from '../shared/redaction.ts';
import { BackupsDialog } from './backups/BackupsDialog.tsx';
import { useBackupWork } from './backups/use-backups.ts';
import { WayBackOffer } from './backups/WayBackOffer.tsx';
import { api } from './host/api-client.ts';
import type { LiveEvents } from './host/live-events.ts';
import { LibraryScreen } from './library/LibraryScreen.tsx';
import type { LifecycleStore } from './lifecycle/lifecycle-store.ts';
import { ProgressView } from './lifecycle/ProgressView.tsx';
import { RecoveryView } from './lifecycle/RecoveryView.tsx';
import { PlayerBar } from './player/PlayerBar.tsx';
import type { Player } from './player/player.ts';

interface AppProps {
  readonly lifecycle: LifecycleStore;
  readonly events: LiveEvents;
  readonly player: Player;
}

export function App({ lifecycle, events, player }: AppProps) {
  const state = useSyncExternalStore(lifecycle.subscribe, lifecycle.state);
  const connection = useSyncExternalStore(events.subscribe, events.connection);
  const { view } = state;
  useEffect(() => {
    // What is played is of a library that is not there any more.
    if (view.state !== 'ready') player.stop();
  }, [view.state, player]);
  if (view.error !== null) return <FailedLibrary error={view.error} />;
  return (
    <>
      {connection === 'lost' && (
        <p className="connection-lost" role="alert">
          Fermata has stopped. Start it again, and open the address that it prints.
        </p>
      )}
      {view.state === 'ready' ? (
        <>
          <LibraryScreen player={player} />
          <PlayerBar player={player} />
        </>
      ) : (
        <ProgressView {...state} />
      )}
    </>
  );
}

const POSSIBLE_ACTIONS = ['restore', 'retry', 'copy-details'] as const;

/** What can be done from a page about a library that cannot be used. */
function FailedLibrary({ error }: { readonly error: ErrorReport }) {
  const [isChoosing, setIsChoosing] = useState(false);
  const work = useBackupWork();
  const act = async (action: (typeof POSSIBLE_ACTIONS)[number]): Promise<void> => {
    if (action === 'copy-details') return copyDetails(error);
    if (action === 'restore') setIsChoosing(true);
    else await api.retry();
  };
  return (
    <>
      <RecoveryView error={error} possible={POSSIBLE_ACTIONS} onAction={act}>
        <WayBackOffer code={error.code} />
      </RecoveryView>
      {isChoosing && (
        <BackupsDialog work={work} hasLibrary={false} onClose={() => setIsChoosing(false)} />
      )}
    </>
  );
}

/** The details are made to be pasted where others read them. */
function copyDetails(error: ErrorReport): Promise<void> {
  const details = describeInDetail(error, [navigator.userAgent]);
  return navigator.clipboard.writeText(redactPaths(details));
}
