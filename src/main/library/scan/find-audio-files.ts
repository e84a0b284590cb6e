/**
 * Walks folders for audio files: through symbolic links, never in circles, past what is locked, and
 * telling what it leaves out.
 */
import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { LeftOut } from '../../../shared/api/scan.ts';
import { inEnglish, type Sentence, systemCode } from '../../../shared/errors.ts';
import { type SystemErrorKind, systemErrorKind } from '../../../shared/system-errors.ts';
import { type Words, words } from '../../../shared/words/words.ts';
import { systemPath } from '../../lifecycle/files/path-bytes.ts';
import { audioMediaType, isCueSheet, isUnreadFormat } from './audio-formats.ts';
import { EnteredFolders } from './entered-folders.ts';
import { type FolderEntry, readEntries } from './folder-entries.ts';
import { isFolderPicture } from './folder-pictures.ts';
import { leftOutByName, type Marks, readMarks } from './left-out.ts';
import { WantedParts } from './wanted-parts.ts';

export interface FileState {
  /** In bytes. */
  readonly size: number;
  /** When its content was last changed, in whole milliseconds since 1970. */
  readonly mtimeMs: number;
}

export type Finding =
  | { readonly kind: 'file'; readonly path: string; readonly state: FileState }
  /** A picture of the albums beside it (folder-pictures.ts). */
  | { readonly kind: 'picture'; readonly path: string; readonly state: FileState }
  /** A cue sheet, and the names of the audio files beside it: told before those. */
  | {
      readonly kind: 'sheet';
      readonly path: string;
      readonly state: FileState;
      readonly beside: readonly string[];
    }
  | { readonly kind: 'unreadable-file'; readonly path: string; readonly reason: string }
  | { readonly kind: 'unreadable-folder'; readonly path: string; readonly reason: string }
  | { readonly kind: 'left-out'; readonly path: string; readonly as: LeftOut }
  /** A folder that a link leads to, which no other way does. */
  | { readonly kind: 'linked-folder'; readonly path: string }
  /** Nothing at all is in it, as in the mount point of a disk that is not there. */
  | { readonly kind: 'empty-folder'; readonly path: string };

/** A folder to be entered, with the marks of the folders above it. */
interface Folder {
  readonly path: string;
  readonly isLink: boolean;
  /** Whether all that is in it is looked at. */
  readonly isWhole: boolean;
  readonly marks: readonly FolderMarks[];
}

interface FolderMarks extends Marks {
  readonly folder: string;
}

/**
 * Finds the audio files in folders and below, in the order of their names. Each folder is entered once,
 * by its own path rather than by a link. What is left out (left-out.ts) is a finding, too: a folder is
 * one, with all that is in it.
 *
 * @param parts folders and files below the roots: only these are looked at, and of the folders that lead
 *   to them what marks say; null for all
 */
export async function* findAudioFiles(
  roots: readonly string[],
  parts: readonly string[] | null = null,
): AsyncGenerator<Finding> {
  const entered = new EnteredFolders();
  const wanted = new WantedParts(roots, parts);
  const folders: Folder[] = roots
    .toReversed()
    .map((path) => ({ path, isLink: false, isWhole: wanted.isWhole(path), marks: [] }));
  const linkedFolders: Folder[] = [];
  let ahead: ReadAhead | null = null;
  for (;;) {
    const folder = folders.pop() ?? linkedFolders.shift();
    if (folder === undefined) return;
    const { path } = folder;
    try {
      if (folder.isLink && (await wanted.isLookedAtElsewhere(path))) continue;
      if (!(await entered.enter(path, folder.isLink))) continue;
      if (folder.isLink) yield { kind: 'linked-folder', path };
      const content: FolderContent = await (ahead?.folder === folder
        ? ahead.content
        : readFolder(folder, wanted));
      folders.push(...content.folders.toReversed());
      linkedFolders.push(...content.linkedFolders);
      ahead = readAhead(folders.at(-1), wanted);
      yield* content.findings;
    } catch (error) {
      yield { kind: 'unreadable-folder', path, reason: inEnglish(accessProblem(error)) };
    }
  }
}

/** A folder that is read while what the one before it has is worked on. */
interface ReadAhead {
  readonly folder: Folder;
  readonly content: Promise<FolderContent>;
}

function readAhead(folder: Folder | undefined, wanted: WantedParts): ReadAhead | null {
  if (folder === undefined) return null;
  const content = readFolder(folder, wanted);
  // What is wrong with it is told once it is its turn.
  content.catch(() => {});
  return { folder, content };
}

/** Why a file or folder cannot be read, for people. */
export function accessProblem(error: unknown): Sentence {
  const code = systemCode(error) ?? '';
  if (code === 'ENOENT') return words('scanReasons.leadsNowhere');
  const kind = systemErrorKind(code);
  const reason = kind === undefined ? undefined : REASONS.get(kind);
  return reason ?? (error instanceof Error ? error.message : String(error));
}

const REASONS: ReadonlyMap<SystemErrorKind, Words> = new Map([
  ['mayNotWrite', words('scanReasons.noPermission')],
  ['circularLinks', words('scanReasons.leadsToItself')],
  ['pathTooLong', words('scanReasons.pathTooLong')],
  ['diskError', words('scanReasons.diskError')],
  ['fileSystemDamaged', words('scanReasons.diskError')],
  ['diskAway', words('scanReasons.shareSilent')],
  ['staleShare', words('scanReasons.shareSilent')],
  ['shareSilent', words('scanReasons.shareSilent')],
  ['tooManyOpen', words('scanReasons.tooManyOpen')],
]);

interface FolderContent {
  readonly findings: readonly Finding[];
  readonly folders: readonly Folder[];
  readonly linkedFolders: readonly Folder[];
}

const NOTHING: FolderContent = { findings: [], folders: [], linkedFolders: [] };

const LEFT_OUT_AS_MARKED = 'marked';

async function readFolder(
  { path: folder, isWhole, marks: above }: Folder,
  wanted: WantedParts,
): Promise<FolderContent> {
  const entries = await readEntries(folder);
  if (entries.length === 0) {
    return { ...NOTHING, findings: [{ kind: 'empty-folder', path: folder }] };
  }
  const names = entries.map(({ name }) => name);
  const own = await readMarks(folder, names);
  if (own.isLeftOut) {
    const finding: Finding = { kind: 'left-out', path: folder, as: LEFT_OUT_AS_MARKED };
    return { ...NOTHING, findings: [finding] };
  }
  const marks = [...above, { ...own, folder }];
  const sorted = entries
    // A sheet says what the files beside it are, looked at or not.
    .filter(({ name }) => isWhole || isCueSheet(name) || wanted.leadsTo(join(folder, name)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const findings: Finding[] = [];
  const folders: Folder[] = [];
  const linkedFolders: Folder[] = [];
  const looks = await Promise.all(sorted.map((entry) => look(folder, entry, marks)));
  for (const seen of looks) {
    if (seen === null) continue;
    if (seen.kind !== 'folder') findings.push(seen);
    else {
      const isWholeBelow = isWhole || wanted.isWhole(seen.path);
      (seen.isLink ? linkedFolders : folders).push({ ...seen, isWhole: isWholeBelow, marks });
    }
  }
  return { findings: withSheetsFirst(findings, names), folders, linkedFolders };
}

/** What a sheet says is to be known before the files are met that it is of. */
function withSheetsFirst(
  findings: readonly Finding[],
  names: readonly string[],
): readonly Finding[] {
  const sheets = findings.filter((finding) => finding.kind === 'sheet');
  if (sheets.length === 0) return findings;
  const isBeside = (name: string) =>
    audioMediaType(name) !== null && leftOutByName(name, false) === null;
  const beside = names.filter(isBeside).toSorted();
  return [
    ...sheets.map((sheet) => ({ ...sheet, beside })),
    ...findings.filter(({ kind }) => kind !== 'sheet'),
  ];
}

type Look = Finding | { readonly kind: 'folder'; readonly path: string; readonly isLink: boolean };

/** What an entry of a folder is; null for what is neither music nor a folder. */
async function look(
  folder: string,
  entry: FolderEntry,
  marks: readonly FolderMarks[],
): Promise<Look | null> {
  const isAudio = audioMediaType(entry.name) !== null;
  const { isLink, isFolder } = entry;
  const path = join(folder, entry.name);
  const isSheet = isCueSheet(entry.name);
  if (isFolder || isAudio || isSheet) {
    const as = leftOutByName(entry.name, isFolder) ?? leftOutByMarks(path, isFolder, marks);
    // A sheet is no music: what it is of is counted by itself.
    if (as !== null) return isSheet ? null : { kind: 'left-out', path, as };
  }
  if (isFolder) return { kind: 'folder', path, isLink: false };
  if (isUnreadFormat(entry.name)) return { kind: 'left-out', path, as: 'format' };
  const isPicture = isFolderPicture(entry.name);
  if (!isLink && !(entry.isFile && (isAudio || isPicture || isSheet))) return null;
  return lookAt(path, entry.name, isAudio);
}

async function lookAt(path: string, name: string, isAudio: boolean): Promise<Look | null> {
  try {
    const stats = await stat(systemPath(path));
    if (stats.isDirectory()) {
      return leftOutByName(name, true) === null ? { kind: 'folder', path, isLink: true } : null;
    }
    if (!stats.isFile()) return null;
    const state = { size: stats.size, mtimeMs: Math.trunc(stats.mtimeMs) };
    if (isAudio) return { kind: 'file', path, state };
    if (isCueSheet(name)) return { kind: 'sheet', path, state, beside: [] };
    return isFolderPicture(name) ? { kind: 'picture', path, state } : null;
  } catch (error) {
    if (!isAudio) return null;
    return { kind: 'unreadable-file', path, reason: inEnglish(accessProblem(error)) };
  }
}

function leftOutByMarks(
  path: string,
  isFolder: boolean,
  marks: readonly FolderMarks[],
): LeftOut | null {
  const isMarked = marks.some((mark) => mark.leavesOut(relative(mark.folder, path), isFolder));
  return isMarked ? LEFT_OUT_AS_MARKED : null;
}
