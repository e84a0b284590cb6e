/** The list of backups as people read it. */
import { basename } from 'node:path';
import { doubtfulDates } from '../../shared/backup-dates.ts';
import {
  type BackupKind,
  type BackupManifest,
  type BackupSettings,
  contentsOf,
  type UnusableFile,
} from '../../shared/backups.ts';
import { type FermataError, sentencesOf } from '../../shared/errors.ts';
import { formatBytes, formatCount, formatTime } from '../../shared/formats.ts';
import { type Counted, countedNames } from '../../shared/user-data.ts';
import { type CliKey, t } from '../../shared/words/cli/cli-words.ts';
import { tellSent } from '../../shared/words/sent-words.ts';
import { tell } from '../../shared/words/words.ts';
import type { AwayBackup, BackupCatalog } from '../lifecycle/backups/catalog.ts';
import type { Pruning } from '../lifecycle/backups/retention.ts';
import type { ReadSettings } from '../lifecycle/backups/settings.ts';
import { printable } from './formats.ts';
import type { Screen } from './screen.ts';
import { type Column, fitLine, formatFacts, formatTable } from './tables.ts';

const HEADINGS = [
  'heads.id',
  'heads.kind',
  'heads.when',
  'heads.size',
  'heads.schema',
  'heads.fermata',
  'heads.tracks',
  'heads.playlists',
  'heads.plays',
  'heads.ratings',
  'heads.favourites',
  'heads.verified',
  'heads.note',
] as const satisfies CliKey[];

const KINDS = {
  manual: 'cli.manual',
  scheduled: 'cli.scheduled',
  'before-migration': 'cli.beforeMigration',
  'before-restore': 'cli.beforeRestore',
} as const satisfies Record<BackupKind, CliKey>;

const COLUMNS = [
  'tracks',
  'playlists',
  'plays',
  'ratings',
  'favourites',
] as const satisfies Counted[];

/** The length of an id's beginning that is its time: "2026-11-23T20-23-05". */
const TO_THE_SECOND = 19;

/** All that is known where a line may be long; on a terminal, what fits its lines. */
export function describeBackups(
  backupsDir: string,
  { backups: usable, others, away, unusable }: BackupCatalog,
  { goingNext, pinned }: { goingNext: readonly Pruning[]; pinned: readonly string[] },
  { settings, failure }: ReadSettings,
  screen: Screen,
): string {
  const isTerminal = screen.columns !== undefined;
  const manifests = usable.map(({ manifest }) => manifest);
  const known = [...usable, ...away, ...others.flatMap((other) => other.backups)].map(
    ({ manifest }) => manifest.id,
  );
  const shown = shortIds(known);
  const nameOf = (id: string) => (isTerminal ? (shown.get(id) ?? id) : id);
  const total = usable.reduce((sum, { manifest }) => sum + manifest.bytes, 0);
  const list =
    usable.length === 0
      ? t('cli.noBackupsYet', { folder: backupsDir })
      : isTerminal
        ? listInLines(manifests, nameOf, screen)
        : listInColumns(manifests, screen);
  return [
    list,
    ...section(
      t('cli.notHereNow'),
      away.map((backup) => describeAway(backup, nameOf)),
    ),
    ...others.flatMap((other) => listOther(other, nameOf)),
    ...section(
      t('cli.notUsable'),
      isTerminal ? unusable.map(toUnusableLines) : [formatFacts(unusable.map(toUnusableRow))],
    ),
    ...section(
      t('cli.pinned'),
      pinned.map((id) => `  ${nameOf(id)}`),
    ),
    ...section(t('cli.nextToGo'), [
      formatFacts(
        goingNext.map(({ id, reason, reasonWords }) => [
          `  ${nameOf(id)}`,
          tellSent(reason, reasonWords),
        ]),
      ),
    ]),
    '',
    `${t('cli.sizeIn', { size: formatBytes(total), folder: backupsDir })} ${describeSettings(settings)}`,
    ...(failure === null ? [] : [describeFailure(failure)]),
  ].join('\n');
}

/** Another library's are named and no more: they are restored from there, or on explicit wish. */
function listOther(
  { name, backups }: BackupCatalog['others'][number],
  nameOf: (id: string) => string,
): string[] {
  const heading = name === null ? t('cli.ofUnnamed') : t('cli.ofOther', { name: printable(name) });
  const rows = backups.map(({ manifest: { id, kind, createdAt, bytes } }) => [
    `  ${nameOf(id)}`,
    formatTime(createdAt),
    t(KINDS[kind]),
    formatBytes(bytes),
  ]);
  return section(heading, [formatFacts(rows)]);
}

/** "2029-11-23 20:23:05 (cannot be right)". */
function timesOf(manifests: readonly BackupManifest[]): (manifest: BackupManifest) => string {
  const doubtful = doubtfulDates(manifests, new Date());
  return ({ id, createdAt }) =>
    doubtful.has(id)
      ? t('cli.doubtfulTime', { time: formatTime(createdAt) })
      : formatTime(createdAt);
}

function section(heading: string, lines: readonly string[]): string[] {
  const text = lines.join('\n');
  return text === '' ? [] : ['', heading, text];
}

function listInColumns(manifests: readonly BackupManifest[], { paint }: Screen): string {
  const timeOf = timesOf(manifests);
  return formatFacts([
    HEADINGS.map((heading) => paint('heading', t(heading))),
    ...manifests.map((manifest) => toRow(manifest, timeOf(manifest))),
  ]);
}

/** For each backup a line that says which one it is, and below it what it holds and its note. */
function listInLines(
  manifests: readonly BackupManifest[],
  nameOf: (id: string) => string,
  screen: Screen,
): string {
  const rows = manifests.map(({ id, kind, createdAt, bytes }) => [
    nameOf(id),
    formatTime(createdAt),
    t(KINDS[kind]),
    formatBytes(bytes),
  ]);
  const longest = Math.max(...rows.map(([id = '']) => id.length));
  const [head = '', ...lines] = formatTable(linesColumns(longest), rows, screen).split('\n');
  const doubtful = doubtfulDates(manifests, new Date());
  const blocks = manifests.flatMap((each, index) => [
    lines[index] ?? '',
    ...(doubtful.has(each.id) ? [fitLine(`  ${t('cli.doubtfulDate')}`, screen)] : []),
    ...detailsOf(each).map((line) => fitLine(line, screen)),
  ]);
  return [head, ...blocks].join('\n');
}

function linesColumns(idWidth: number): Column[] {
  return [
    { head: t('heads.id'), width: idWidth },
    { head: t('heads.when'), width: 19 },
    { head: t('heads.kind'), width: Math.max(...Object.values(KINDS).map((key) => t(key).length)) },
    { head: t('heads.size'), width: 10 },
  ];
}

/** What a backup holds, and its note. */
function detailsOf(manifest: BackupManifest): string[] {
  const contents = contentsOf(manifest);
  const most = Object.fromEntries(COLUMNS.map((counted) => [counted, contents[counted] ?? 0]));
  const names = countedNames(most).join(', ');
  const { note } = manifest;
  return [
    `  ${names === '' ? t('cli.noTracks') : names}`,
    ...(note === null ? [] : [`  “${printable(note)}”`]),
  ];
}

/** The beginnings of ids, to the second at least, that name one backup each: what a person types. */
function shortIds(ids: readonly string[]): Map<string, string> {
  const short = ids.map((id) => {
    const isClear = (end: number) =>
      ids.every((other) => other === id || !other.startsWith(id.slice(0, end)));
    let end = TO_THE_SECOND;
    while (end < id.length && !isClear(end)) end += 1;
    return [id, id.slice(0, end)] as const;
  });
  return new Map(short);
}

function toRow(manifest: BackupManifest, time: string): string[] {
  const { id, kind, bytes, schemaVersion, appVersion, verifiedAt, note } = manifest;
  const contents = contentsOf(manifest);
  return [
    id,
    t(KINDS[kind]),
    time,
    formatBytes(bytes),
    String(schemaVersion),
    appVersion,
    ...COLUMNS.map((counted) => formatCount(contents[counted] ?? 0)),
    formatTime(verifiedAt),
    printable(note ?? ''),
  ];
}

function describeAway(
  { manifest: { id, kind, createdAt, bytes, note }, reason }: AwayBackup,
  nameOf: (id: string) => string,
): string {
  const facts = [nameOf(id), formatTime(createdAt), t(KINDS[kind]), formatBytes(bytes)];
  const noted = note === null ? '' : ` “${printable(note)}”`;
  return `  ${facts.join('  ')}${noted}\n    ${printable(tell(reason))}`;
}

function toUnusableRow({ file, state, reason, reasonWords }: UnusableFile): string[] {
  return [`  ${printable(basename(file))}`, t(`cli.${state}`), tellSent(reason, reasonWords)];
}

function toUnusableLines(unusable: UnusableFile): string {
  const [name, state, reason] = toUnusableRow(unusable);
  return `${name}\n    ${state}: ${reason}`;
}

function describeSettings({ everyHours, secondDir, maxTotalBytes }: BackupSettings): string {
  const limit =
    maxTotalBytes === null
      ? t('cli.noLimit')
      : t('cli.atMost', { size: formatBytes(maxTotalBytes) });
  const second =
    secondDir === null ? t('cli.noSecondFolder') : t('cli.copiedTo', { folder: secondDir });
  return t('cli.settings', { hours: String(everyHours), limit, second });
}

function describeFailure(failure: FermataError): string {
  const { message, advice } = sentencesOf(failure);
  return `${message} ${advice}`;
}
