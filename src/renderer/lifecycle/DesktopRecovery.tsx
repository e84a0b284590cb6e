/**
 * The splash once the library turned out to be unusable: the recovery view with all that the desktop
 * can do. Loaded when it is needed, since the splash has to be there quickly.
 */
import { QueryClientProvider } from '@tanstack/react-query';
import { SPLASH_ACTIONS, type SplashBridge } from '../../shared/desktop-bridge.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { LiveEvents } from '../host/live-events.ts';
import { createQueryClient } from '../host/query-client.ts';
import { FailedLibrary } from './FailedLibrary.tsx';
import '../library/library.css';

const queries = createQueryClient();
// How preparing the library goes comes over the bridge; this is for work on backups.
new LiveEvents(null, queries).listen();

interface DesktopRecoveryProps {
  readonly error: ErrorReport;
  readonly bridge: SplashBridge;
}

export function DesktopRecovery({ error, bridge }: DesktopRecoveryProps) {
  return (
    <QueryClientProvider client={queries}>
      <FailedLibrary error={error} possible={SPLASH_ACTIONS} onAction={bridge.act} />
    </QueryClientProvider>
  );
}
