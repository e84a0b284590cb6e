/** What is being done to the library, in the words that a screen shows. */
import { formatBytes } from '../../shared/formats.ts';
import type { LockHolder, Phase } from '../../shared/lifecycle-events.ts';
import type { LifecycleView } from '../../shared/lifecycle-view.ts';

const PHASE_TITLES: Record<Phase, string> = {
  inspect: 'Looking at your library',
  wait: 'Waiting for your library',
  backup: 'Backing up your library',
  'verify-backup': 'Checking the backup',
  migrate: 'Upgrading your library',
  verify: 'Checking the upgraded library',
  stage: 'Making a copy of the backup',
  replace: 'Putting the backup in place',
  open: 'Opening your library',
};

/** What a person who wonders whether this is safe wants to know. */
const PHASE_ASSURANCES: Record<Phase, string> = {
  inspect: 'Nothing is changed by looking.',
  wait: 'Fermata goes on by itself as soon as it is free.',
  backup: 'Nothing is changed until the backup has been made and checked.',
  'verify-backup': 'Nothing is changed until the backup has been made and checked.',
  migrate: 'All of it is done, or none: your library is never left in between.',
  verify: 'The backup stays where it is.',
  stage: 'Your library is not touched yet.',
  replace: 'All of it is done, or none: your library is never left in between.',
  open: 'Almost there.',
};

/** The phase in a few words; steady while it lasts. */
export function phaseTitle({ phase }: LifecycleView): string {
  return PHASE_TITLES[phase];
}

export function phaseAssurance({ phase }: LifecycleView): string {
  return PHASE_ASSURANCES[phase];
}

/** How far the phase is, in numbers; empty where that is not known. */
export function progressDetail({ progress, step, holder }: LifecycleView): string {
  if (holder !== null) return describeHolder(holder);
  if (step !== null) return `Step ${step.index} of ${step.total}: ${step.title}`;
  if (progress === null || progress.unit === 'steps') return '';
  return `${formatBytes(progress.done)} of ${formatBytes(progress.total)}`;
}

/** What a screen reader says: numbers change too often to be read aloud. */
export function announcement(view: LifecycleView): string {
  const { step, holder } = view;
  const parts = [
    phaseTitle(view),
    ...(step === null ? [] : [`step ${step.index} of ${step.total}: ${step.title}`]),
    ...(holder === null ? [] : [describeHolder(holder)]),
  ];
  return parts.join(', ');
}

/** Seconds: "12 s", "2 min 5 s"; empty for the first moments, which nobody counts. */
export function elapsedWords(seconds: number): string {
  if (seconds < 3) return '';
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function describeHolder({ purpose, pid, host, since }: LockHolder): string {
  const time = new Date(since).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return `${capitalized(purpose)} (process ${pid} on ${host}, since ${time})`;
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
