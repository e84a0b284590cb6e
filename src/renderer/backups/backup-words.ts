/** Backups, what is done to them and what they would change, in the words that a screen shows. */
import type {
  BackupActivity,
  BackupKind,
  BackupList,
  BackupManifest,
  LibraryDifference,
} from '../../shared/backups.ts';
import { formatCount, formatCounted } from '../../shared/formats.ts';
import type { Phase } from '../../shared/lifecycle-events.ts';

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

/** "12,000 tracks · 12 playlists · 3,400 plays", as far as the backup's schema version has them. */
export function contentsName({ rows }: BackupManifest): string {
  const parts = [
    ['tracks', 'track'],
    ['playlists', 'playlist'],
    ['plays', 'play'],
  ] as const;
  return parts
    .flatMap(([table, word]) => {
      const count = rows[table];
      return count === undefined ? [] : [formatCounted(count, word)];
    })
    .join(' · ');
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
    ...(salvage === null || salvage.plays + salvage.playlists === 0
      ? []
      : [
          `${formatCounted(salvage.plays, 'play')} and ${formatCounted(salvage.playlists, 'playlist')} that the backup does not have could be read from the damaged library.`,
        ]),
  ];
}

/** What restoring would change, a sentence for each thing that changes; none if nothing does. */
export function differenceSentences({ tracks, plays, playlists }: LibraryDifference): string[] {
  return [
    ...change('track', tracks),
    ...change('play', plays),
    ...change('playlist', playlists),
    ...named('Back again', playlists.gainedNames, playlists.gained),
    ...named('Gone', playlists.lostNames, playlists.lost),
    ...(playlists.changed === 0
      ? []
      : [`${formatCounted(playlists.changed, 'playlist')} with other tracks.`]),
  ];
}

function change(word: string, { gained, lost }: { gained: number; lost: number }): string[] {
  if (gained === 0 && lost === 0) return [];
  const parts = [
    ...(gained === 0
      ? []
      : [`${formatCounted(gained, word)} ${gained === 1 ? 'comes' : 'come'} back`]),
    ...(lost === 0 ? [] : [`${formatCounted(lost, word)} ${lost === 1 ? 'goes' : 'go'}`]),
  ];
  return [`${parts.join(', ')}.`];
}

function named(what: string, names: readonly string[], count: number): string[] {
  if (names.length === 0) return [];
  const more = count - names.length;
  const list = names.map((name) => `“${name}”`).join(', ');
  return [`${what}: ${list}${more > 0 ? ` and ${formatCount(more)} more` : ''}.`];
}
