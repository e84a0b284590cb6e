/** The library, or how preparing it goes. The same in the desktop app and in a browser. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import { describeInDetail } from '../shared/error-details.ts';
import type { ErrorReport } from '../shared/errors.ts';
import { redactPaths } from '../shared/redaction.ts';
import { t } from '../shared/words/words.ts';
import { api } from './host/api-client.ts';
import { edits } from './host/edits.ts';
import type { LiveEvents } from './host/live-events.ts';
import { FailedLibrary } from './lifecycle/FailedLibrary.tsx';
import type { LifecycleStore } from './lifecycle/lifecycle-store.ts';
import { ProgressView } from './lifecycle/ProgressView.tsx';
import type { Player } from './player/player.ts';
import type { QueueMemory } from './player/queue-memory.ts';
import { PlayerContext } from './shell/library-context.ts';
import { router } from './shell/router.tsx';

interface AppProps {
  readonly lifecycle: LifecycleStore;
  readonly events: LiveEvents;
  readonly player: Player;
  readonly memory: QueueMemory;
}

export function App({ lifecycle, events, player, memory }: AppProps) {
  const state = useSyncExternalStore(lifecycle.subscribe, lifecycle.state);
  const connection = useSyncExternalStore(events.subscribe, events.connection);
  const { view } = state;
  useEffect(() => {
    if (view.state === 'ready') return void memory.open();
    // What is played is of a library that is not there any more.
    memory.close();
    edits.clear();
    void router.navigate({
      to: '.',
      search: (search) => ({ ...search, dialog: undefined }),
      replace: true,
    });
  }, [view.state, memory]);
  return (
    <>
      {connection === 'lost' && (
        <p className="connection-lost" role="alert">
          {t('app.hasStopped')}
        </p>
      )}
      {/* The pages' security policy allows no inline style sheet. */}
      <CSPProvider disableStyleElements>
        <DirectionProvider direction={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>
          <PlayerContext value={player}>
            <LibraryContent state={state} />
          </PlayerContext>
        </DirectionProvider>
      </CSPProvider>
    </>
  );
}

interface LibraryContentProps {
  readonly state: ReturnType<LifecycleStore['state']>;
}

/** The library; until then how preparing it goes, or why it cannot be opened. */
function LibraryContent({ state }: LibraryContentProps) {
  const { view } = state;
  const { error } = view;
  if (error !== null) {
    const act = async (action: PageAction): Promise<void> => {
      if (action === 'copy-details') await copyDetails(error);
      else await api.retry({});
    };
    return <FailedLibrary error={error} possible={PAGE_ACTIONS} onAction={act} />;
  }
  if (view.state !== 'ready') return state.startedAt !== null && <ProgressView {...state} />;
  return <RouterProvider router={router} />;
}

/** What a page can do by itself about a library that cannot be used. */
const PAGE_ACTIONS = ['retry', 'copy-details'] as const;
type PageAction = (typeof PAGE_ACTIONS)[number];

/** The details are made to be pasted where others read them. */
function copyDetails(error: ErrorReport): Promise<void> {
  const details = describeInDetail(error, [navigator.userAgent]);
  return navigator.clipboard.writeText(redactPaths(details));
}
