/** Where the queue is shown, loaded when it first is. */
import { lazy, Suspense, useSyncExternalStore } from 'react';
import type { Player } from './player.ts';
import { queuePanel } from './queue-panel-state.ts';

const QueuePanel = lazy(async () => ({
  default: (await import('./QueuePanel.tsx')).QueuePanel,
}));

export function QueuePlace({ player }: { readonly player: Player }) {
  const isShown = useSyncExternalStore(queuePanel.subscribe, queuePanel.isShown);
  return (
    isShown && (
      <Suspense>
        <QueuePanel player={player} />
      </Suspense>
    )
  );
}
