/** The library, or how preparing it goes. The same in the desktop app and in a browser. */
import { useEffect, useSyncExternalStore } from 'react';
import { describeInDetail } from '../shared/error-details.ts';
import type { ErrorReport } from '../shared/errors.ts';
import { redactPaths } from '../shared/redaction.ts';
import { api } from './host/api-client.ts';
import type { LiveEvents } from './host/live-events.ts';
import { LibraryScreen } from './library/LibraryScreen.tsx';
import { FailedLibrary } from './lifecycle/FailedLibrary.tsx';
import type { LifecycleStore } from './lifecycle/lifecycle-store.ts';
import { ProgressView } from './lifecycle/ProgressView.tsx';
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
  return (
    <>
      {connection === 'lost' && (
        <p className="connection-lost" role="alert">
          Fermata has stopped. Start it again, and open the address that it prints.
        </p>
      )}
      <LibraryOrHow state={state} player={player} />
    </>
  );
}

interface LibraryOrHowProps {
  readonly state: ReturnType<LifecycleStore['state']>;
  readonly player: Player;
}

/** The library; until then how preparing it goes, or why it cannot be opened. */
function LibraryOrHow({ state, player }: LibraryOrHowProps) {
  const { view } = state;
  const { error } = view;
  if (error !== null) {
    const act = async (action: (typeof PAGE_ACTIONS)[number]): Promise<void> => {
      if (action === 'copy-details') await copyDetails(error);
      else await api.retry({});
    };
    return <FailedLibrary error={error} possible={PAGE_ACTIONS} onAction={act} />;
  }
  if (view.state !== 'ready') return state.startedAt !== null && <ProgressView {...state} />;
  return (
    <>
      <LibraryScreen player={player} />
      <PlayerBar player={player} />
    </>
  );
}

/** What a page can do by itself about a library that cannot be used. */
const PAGE_ACTIONS = ['retry', 'copy-details'] as const;

/** The details are made to be pasted where others read them. */
function copyDetails(error: ErrorReport): Promise<void> {
  const details = describeInDetail(error, [navigator.userAgent]);
  return navigator.clipboard.writeText(redactPaths(details));
}
