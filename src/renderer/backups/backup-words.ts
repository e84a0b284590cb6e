/** Backups, what is done to them and what they would change, in the words that a screen shows. */
import {
  type BackupActivity,
  type BackupKind,
  type BackupList,
  type BackupManifest,
  contentsOf,
  type LibraryDifference,
} from '../../shared/backups.ts';
import { formatCount } from '../../shared/formats.ts';
import type { Phase } from '../../shared/lifecycle-events.ts';
import { changedNames, countedNames, isNothing } from '../../shared/user-data.ts';

const KINDS: Record<BackupKind, string> = {
  'before-migration': 'Before an upgrade',
  'before-restore': 'Before a restore',
  scheduled: 'On schedule',
  manual: 'Made by hand',
};

const WORK: Record<BackupActivity['work'], string> = {
  none: '',
  'back-up': 'Backing up your library',
  copy: 'Copying backups to the second folder',
  verify: 'Verifying backups',
  restore: 'Restoring the backup',
  salvage: 'Adding what was saved from the damaged library',
};

/** Restoring has steps that a person waits for; other work is told by its name alone. */
const RESTORE_PHASES: Partial<Record<Phase, string>> = {
  'verify-backup': 'Checking the backup',
  wait: 'Waiting until nobody else works on your library',
  backup: 'Backing up what is there now',
  stage: 'Making a copy of the backup',
  migrate: 'Upgrading the copy',
  replace: 'Putting the backup in place',
};

export function kindName(kind: BackupKind): string {
  return KINDS[kind];
}

/** "24 Nov 2026, 09:12". */
export function timeName(iso: string): string {
  return new Date(iso).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
}

/** "12,000 tracks · 3,400 plays · 30 ratings", as far as the backup's manifest counts them. */
export function contentsName(manifest: BackupManifest): string {
  return countedNames(contentsOf(manifest)).join(' · ');
}

/** "Fermata 0.1.0, schema version 13"; of a newer one, what to do about it. */
export function originName({
  appVersion,
  schemaVersion,
  understood,
}: BackupList['backups'][number]): string {
  const origin = `Fermata ${appVersion}, schema version ${schemaVersion}`;
  return understood ? origin : `${origin}: too new, update Fermata to restore it`;
}

export function workName({ work, phase }: BackupActivity): string {
  const step = work === 'restore' && phase !== null ? RESTORE_PHASES[phase] : undefined;
  return step ?? WORK[work];
}

/** How work ended, and what is offered since the last restore. */
export function endingSentences({ work, outcome, notices, undo, salvage }: BackupActivity) {
  const isLater = outcome === null || work !== 'restore';
  return [
    ...(outcome === null ? [] : [outcome]),
    ...notices,
    ...(undo !== null && isLater ? ['The last restore can still be undone.'] : []),
    ...(salvage === null || isNothing(salvage)
      ? []
      : [
          `${listed(countedNames(salvage))} that the backup does not have could be read from the damaged library.`,
        ]),
  ];
}

/** What restoring would change, a sentence for each way of it; none if nothing changes. */
export function differenceSentences(difference: LibraryDifference): string[] {
  const { playlists } = difference;
  return [
    ...sentence('Brings back', changedNames(difference, 'gained')),
    ...sentence('Removes', changedNames(difference, 'lost')),
    ...sentence('Changes', changedNames(difference, 'changed')),
    ...named('Back again', playlists.gainedNames, playlists.gained),
    ...named('Gone', playlists.lostNames, playlists.lost),
  ];
}

function sentence(verb: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${verb} ${listed(names)}.`];
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names);
}

function named(what: string, names: readonly string[], count: number): string[] {
  if (names.length === 0) return [];
  const more = count - names.length;
  const list = names.map((name) => `“${name}”`).join(', ');
  return [`${what}: ${list}${more > 0 ? ` and ${formatCount(more)} more` : ''}.`];
}
