/** Events in plain sentences: one for each that a person wants to read, none for the others. */

import { formatBytes } from '../../shared/formats.ts';
import type { Phase } from '../../shared/lifecycle-events.ts';
import { describeHolder } from '../lifecycle/lock/lock-holder.ts';
import type { CommandEvent } from './report.ts';

/** Phases without a sentence take no time that anybody notices. */
const PHASE_SENTENCES: Record<Phase | 'scan', string | null> = {
  inspect: null,
  wait: null,
  backup: 'Backing up the library.',
  'verify-backup': 'Checking the backup.',
  migrate: 'Applying migrations.',
  verify: 'Checking the result.',
  stage: 'Bringing the backup to the present version.',
  replace: 'Putting the backup in place.',
  open: null,
  scan: 'Reading audio files.',
};

/** What to tell a person of an event, or null for nothing; progress is shown, not told. */
export function narrate(event: CommandEvent): string | null {
  switch (event.event) {
    case 'phase':
      return PHASE_SENTENCES[event.phase];
    case 'waiting':
      return `Waiting for ${describeHolder(event.holder)}.`;
    case 'stale-lock-cleared':
      return 'A process that worked on the library has ended without finishing: taking over.';
    case 'done-by-another-process':
      return 'Another process has done the work.';
    case 'step':
      return `  ${event.index} of ${event.total}: ${event.title}`;
    case 'backup-made':
      return `Backup made: ${event.path} (${formatBytes(event.bytes)}).`;
    case 'backup-pruned':
      return `Old backup removed from ${event.folder}: ${event.id} (${event.reason}).`;
    case 'restored':
      return 'Restored. Tidying up.';
    case 'notice':
      return event.message;
    case 'listening':
      return `Fermata is at ${event.url} (Ctrl+C stops it).`;
    case 'progress':
    case 'step-applied':
    case 'ready':
    // The command ends with the same error.
    case 'failed':
      return null;
  }
}
