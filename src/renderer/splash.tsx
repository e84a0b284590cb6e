/** The splash's page: the desktop app's only one until the library is ready. */
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { LifecycleSnapshotSchema } from '../shared/api/lifecycle.ts';
import type { SplashBridge } from '../shared/desktop-bridge.ts';
import { LifecycleEventSchema } from '../shared/lifecycle-events.ts';
import { LifecycleStore } from './lifecycle/lifecycle-store.ts';
import { ProgressView } from './lifecycle/ProgressView.tsx';
import { drawPage } from './page.tsx';

interface SplashProps {
  readonly bridge: SplashBridge;
  readonly store: LifecycleStore;
}

const DesktopRecovery = lazy(async () => {
  const { DesktopRecovery: component } = await import('./lifecycle/DesktopRecovery.tsx');
  return { default: component };
});

function Splash({ bridge, store }: SplashProps) {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { error } = state.view;
  if (error === null) return <ProgressView {...state} />;
  return (
    <Suspense>
      <DesktopRecovery error={error} bridge={bridge} />
    </Suspense>
  );
}

const bridge = window.fermataSplash;
if (bridge === undefined) throw new Error('The splash is a page of the desktop app only.');
const store = new LifecycleStore();
bridge.onEvent((event) => store.add(LifecycleEventSchema.parse(event)));
await store.load(async () => LifecycleSnapshotSchema.parse(await bridge.snapshot()));
await drawPage(<Splash bridge={bridge} store={store} />);
