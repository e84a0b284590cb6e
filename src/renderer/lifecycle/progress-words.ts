/** What is being done to the library, in the words that a screen shows. */
import { formatBytes } from '../../shared/formats.ts';
import type { LockHolder, Phase } from '../../shared/lifecycle-events.ts';
import type { LifecycleView } from '../../shared/lifecycle-view.ts';
import { tellKept } from '../../shared/words/kept-words.ts';
import { t, type WordsKey } from '../../shared/words/words.ts';
import { dateLocale } from '../host/date-locale.ts';

const PHASE_TITLES = {
  inspect: 'lifecycle.inspect',
  wait: 'lifecycle.wait',
  backup: 'lifecycle.backup',
  'verify-backup': 'lifecycle.verifyBackup',
  migrate: 'lifecycle.migrate',
  verify: 'lifecycle.verify',
  stage: 'lifecycle.stage',
  replace: 'lifecycle.replace',
  mend: 'lifecycle.mend',
  open: 'lifecycle.open',
} as const satisfies Record<Phase, WordsKey>;

/** What a person who wonders whether this is safe wants to know. */
const PHASE_ASSURANCES = {
  inspect: 'lifecycle.nothingChangedByChecking',
  wait: 'lifecycle.continuesByItself',
  backup: 'lifecycle.nothingChangedBeforeBackup',
  'verify-backup': 'lifecycle.nothingChangedBeforeBackup',
  migrate: 'lifecycle.allOrNothing',
  verify: 'lifecycle.backupStays',
  stage: 'lifecycle.notTouchedYet',
  replace: 'lifecycle.allOrNothing',
  mend: 'lifecycle.allOrNothing',
  open: 'lifecycle.almostReady',
} as const satisfies Record<Phase, WordsKey>;

/** The phase in a few words; steady while it lasts. */
export function phaseTitle({ phase }: LifecycleView): string {
  return t(PHASE_TITLES[phase]);
}

export function phaseAssurance({ phase }: LifecycleView): string {
  return t(PHASE_ASSURANCES[phase]);
}

/** How far the phase is, in numbers; empty where that is not known. */
export function progressDetail({ progress, step, holder }: LifecycleView): string {
  if (holder !== null) return describeHolder(holder);
  if (step !== null) return t('lifecycle.step', step);
  if (progress === null || progress.unit === 'steps') return '';
  return t('lifecycle.bytes', {
    done: formatBytes(progress.done),
    total: formatBytes(progress.total),
  });
}

/** What a screen reader says: numbers change too often to be read aloud. */
export function announcement(view: LifecycleView): string {
  const { step, holder } = view;
  const parts = [
    phaseTitle(view),
    ...(step === null ? [] : [t('lifecycle.step', step)]),
    ...(holder === null ? [] : [describeHolder(holder)]),
  ];
  return parts.join(', ');
}

/** Seconds: "12 s", "2 min 5 s"; empty for the first moments, which are not worth counting. */
export function elapsedWords(seconds: number): string {
  if (seconds < 3) return '';
  if (seconds < 60) return t('lifecycle.seconds', { seconds });
  return t('lifecycle.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

function describeHolder({ purpose, pid, host, since }: LockHolder): string {
  const time = new Date(since).toLocaleTimeString(dateLocale(), {
    hour: '2-digit',
    minute: '2-digit',
  });
  return t('lifecycle.holder', {
    purpose: capitalized(tellKept(purpose, 'inUse')),
    pid: String(pid),
    host,
    time,
  });
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
