/** The details of a failure, to be pasted where others read them. */
import { app, clipboard } from 'electron';
import type { LifecycleSnapshot } from '../../../shared/api/lifecycle.ts';
import { describeInDetail } from '../../../shared/error-details.ts';
import { withoutPaths } from '../logs/log.ts';

/** Copies the details of the last failure, without the person's paths. */
export function copyDetails({ events }: LifecycleSnapshot): void {
  const failure = events.findLast(isFailure);
  if (failure === undefined) return;
  const { electron, node } = process.versions;
  const details = describeInDetail(failure.error, [
    `Fermata ${app.getVersion()}, Electron ${electron}, Node ${node}`,
    `${process.platform} ${process.arch}, ${process.getSystemVersion()}`,
  ]);
  clipboard.writeText(withoutPaths(details));
}

function isFailure<Event extends { readonly event: string }>(
  event: Event,
): event is Extract<Event, { event: 'failed' }> {
  return event.event === 'failed';
}
