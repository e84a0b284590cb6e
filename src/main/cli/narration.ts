/** Events in plain sentences: one for each that a person wants to read, none for the others. */

import { formatBytes } from '../../shared/formats.ts';
import { type Phase, stepTitle, tellNotice } from '../../shared/lifecycle-events.ts';
import { receiptSentences } from '../../shared/receipts.ts';
import { type CliKey, t } from '../../shared/words/cli/cli-words.ts';
import { tell } from '../../shared/words/words.ts';
import { holderWords } from '../lifecycle/lock/lock-holder.ts';
import type { CommandEvent } from './report.ts';

/** Phases without a sentence take no time that anybody notices. */
const PHASE_SENTENCES = {
  inspect: null,
  wait: null,
  backup: 'cli.backingUp',
  'verify-backup': 'cli.checkingBackup',
  migrate: 'cli.migrating',
  verify: 'cli.checkingResult',
  stage: 'cli.staging',
  replace: 'cli.replacing',
  mend: 'cli.mending',
  open: null,
  scan: 'cli.reading',
} as const satisfies Record<Phase | 'scan', CliKey | null>;

/** What to tell a person of an event, or null for nothing; progress is shown, not told. */
export function narrate(event: CommandEvent): string | null {
  switch (event.event) {
    case 'phase':
      return tellPhase(PHASE_SENTENCES[event.phase]);
    case 'waiting':
      return t('cli.waitingFor', { holder: holderWords(event.holder) });
    case 'stale-lock-cleared':
      return t('cli.takingOver');
    case 'done-by-another-process':
      return t('cli.doneByAnother');
    case 'step':
      return `  ${t('cli.step', { ...event, title: stepTitle(event) })}`;
    case 'backup-reused':
      return t('cli.backupReused', { path: event.path });
    case 'backup-made':
      return t('cli.backupMade', { path: event.path, size: formatBytes(event.bytes) });
    case 'backup-pruned':
      return t('cli.backupPruned', event);
    case 'restored':
      return t('cli.restored');
    case 'notice':
      return tellNotice(event);
    case 'receipt': {
      const sentences = receiptSentences(event.receipt).map(tell);
      return sentences.length === 0 ? null : sentences.join('\n');
    }
    case 'listening':
      return tellAddress(event);
    case 'progress':
    case 'step-applied':
    case 'ready':
    // The command ends with the same error.
    case 'failed':
      return null;
  }
}

function tellAddress({ url, ownUrl }: { readonly url: string; readonly ownUrl: string | null }) {
  const sentence = t('cli.listening', { url });
  return ownUrl === null ? sentence : `${sentence}\n${t('cli.ownName', { ownUrl })}`;
}

function tellPhase(key: (typeof PHASE_SENTENCES)[keyof typeof PHASE_SENTENCES]): string | null {
  return key === null ? null : t(key);
}
