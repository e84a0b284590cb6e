/** Backups, what is done to them and what they would change, in the words that a screen shows. */
import {
  type BackupActivity,
  type BackupKind,
  type BackupList,
  type BackupManifest,
  contentsOf,
  type LibraryDifference,
  type OtherLibraryList,
} from '../../shared/backups.ts';
import { formatList } from '../../shared/formats.ts';
import { type Phase, tellNotice } from '../../shared/lifecycle-events.ts';
import { changedNames, countedNames, isNothing } from '../../shared/user-data.ts';
import { tellSent } from '../../shared/words/sent-words.ts';
import { t, type WordsKey } from '../../shared/words/words.ts';
import { dateLocale } from '../host/date-locale.ts';

const KINDS = {
  'before-migration': 'backups.beforeMigration',
  'before-restore': 'backups.beforeRestore',
  scheduled: 'backups.scheduled',
  manual: 'backups.manual',
} as const satisfies Record<BackupKind, WordsKey>;

const WORK = {
  'back-up': 'backups.workBackUp',
  copy: 'backups.workCopy',
  verify: 'backups.workVerify',
  restore: 'backups.workRestore',
  salvage: 'backups.workSalvage',
} as const satisfies Record<Exclude<BackupActivity['work'], 'none'>, WordsKey>;

/** Restoring has steps that a person waits for; other work is told by its name alone. */
const RESTORE_PHASES = {
  inspect: null,
  'verify-backup': 'backups.phaseVerify',
  wait: 'backups.phaseWait',
  backup: 'backups.phaseBackup',
  stage: 'backups.phaseStage',
  migrate: 'backups.phaseMigrate',
  verify: null,
  replace: 'backups.phaseReplace',
  mend: null,
  open: null,
} as const satisfies Record<Phase, WordsKey | null>;

export function kindName(kind: BackupKind): string {
  return t(KINDS[kind]);
}

/** "24 Nov 2026, 09:12". */
export function timeName(iso: string): string {
  return new Date(iso).toLocaleString(dateLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}

/** "12,000 tracks · 3,400 plays · 30 ratings", as far as the backup's manifest counts them. */
export function contentsName(manifest: BackupManifest): string {
  return countedNames(contentsOf(manifest)).join(' · ') || t('userData.nothing');
}

/** "Made with Fermata 0.1.0"; of a newer one, what to do about it. */
export function originName({
  appVersion,
  understood,
}: Pick<BackupList['backups'][number], 'appVersion' | 'understood'>): string {
  return t(understood ? 'backups.madeBy' : 'backups.madeByNewer', { version: appVersion });
}

/** "Backups of another library, kids.db": they are offered for no other by themselves. */
export function otherName({ name }: OtherLibraryList): string {
  return name === null ? t('backups.ofUnnamed') : t('backups.ofOther', { name });
}

/** What restoring another library's backup makes of this one. */
export function becomesName({ name }: OtherLibraryList): string {
  return name === null ? t('backups.becomesUnnamed') : t('backups.becomesOther', { name });
}

export function workName({ work, phase }: BackupActivity): string {
  if (work === 'none') return '';
  const step = work === 'restore' && phase !== null ? RESTORE_PHASES[phase] : null;
  return t(step ?? WORK[work]);
}

/** How work ended, and what is offered since the last restore. */
export function endingSentences(activity: BackupActivity): string[] {
  const { work, outcome, outcomeWords, notices, undo, isUndone, salvage } = activity;
  const isLater = outcome === null || work !== 'restore';
  return [
    ...(outcome === null ? [] : [tellSent(outcome, outcomeWords)]),
    ...notices.map(tellNotice),
    ...(undo !== null && isLater
      ? [t(isUndone === true ? 'backups.canBeRedoneStill' : 'backups.canBeUndoneStill')]
      : []),
    ...(salvage === null || isNothing(salvage)
      ? []
      : [t('backups.canBeSalvaged', { names: formatList(countedNames(salvage)) })]),
  ];
}

/** What restoring would change, a sentence for each way of it; none if nothing changes. */
export function differenceSentences(difference: LibraryDifference): string[] {
  const { playlists } = difference;
  return [
    ...sentence('backups.bringsBack', changedNames(difference, 'gained')),
    ...sentence('backups.removes', changedNames(difference, 'lost')),
    ...sentence('backups.changes', changedNames(difference, 'changed')),
    ...named('backups.backAgain', playlists.gainedNames, playlists.gained),
    ...named('backups.gone', playlists.lostNames, playlists.lost),
  ];
}

type NamesKey = `backups.${'bringsBack' | 'removes' | 'changes' | 'backAgain' | 'gone'}`;

function sentence(key: NamesKey, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [t(key, { names: formatList(names) })];
}

function named(key: NamesKey, names: readonly string[], count: number): string[] {
  if (names.length === 0) return [];
  const more = count - names.length;
  const listed = names.map((name) => t('backups.quoted', { name })).join(', ');
  return [
    t(key, { names: more > 0 ? t('backups.andMore', { names: listed, count: more }) : listed }),
  ];
}
