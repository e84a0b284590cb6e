/** The library, or how preparing it goes. The same in the desktop app and in a browser. */
import { useSyncExternalStore } from 'react';
import { describeInDetail } from '../shared/error-details.ts';
import type { ErrorReport } from '../shared/errors.ts';
import type { LiveEvents } from './host/live-events.ts';
import { LibraryScreen } from './library/LibraryScreen.tsx';
import type { LifecycleStore } from './lifecycle/lifecycle-store.ts';
import { ProgressView } from './lifecycle/ProgressView.tsx';
import { RecoveryView } from './lifecycle/RecoveryView.tsx';

interface AppProps {
  readonly lifecycle: LifecycleStore;
  readonly events: LiveEvents;
}

export function App({ lifecycle, events }: AppProps) {
  const state = useSyncExternalStore(lifecycle.subscribe, lifecycle.state);
  const connection = useSyncExternalStore(events.subscribe, events.connection);
  const { view } = state;
  if (view.error !== null) {
    const { error } = view;
    return (
      <RecoveryView error={error} possible={['copy-details']} onAction={() => copyDetails(error)} />
    );
  }
  return (
    <>
      {connection === 'lost' && (
        <p className="connection-lost" role="alert">
          Fermata has stopped. Start it again, and open the address that it prints.
        </p>
      )}
      {view.state === 'ready' ? <LibraryScreen /> : <ProgressView {...state} />}
    </>
  );
}

function copyDetails(error: ErrorReport): Promise<void> {
  return navigator.clipboard.writeText(describeInDetail(error, [navigator.userAgent]));
}
