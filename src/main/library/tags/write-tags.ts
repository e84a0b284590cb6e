/**
 * Writes tags into one file, or leaves it as it was. What TagLib has made of it takes its place only if the
 * audio is bit for bit the same, and no other tag than those that were meant is another one.
 */
import { lstatSync } from 'node:fs';
import { reportError } from '../../../shared/errors.ts';
import type { NewTags, Tags } from '../../../shared/tags.ts';
import { systemPath } from '../../lifecycle/files/path-bytes.ts';
import { readTags } from '../scan/read-tags.ts';
import { type AudioKind, audioKind } from '../scan/reading/audio-kind.ts';
import type { ReadingAs } from '../scan/reading/claimed-latin-1.ts';
import { contentKey } from '../scan/reading/content-key.ts';
import { ReadingTooMuch, SourceFile } from '../scan/reading/source-file.ts';
import { audioDigest, canBeTagged } from './audio-digest.ts';
import {
  type OpenedForTags,
  replaceFile,
  requireReplaceable,
  withFileForTags,
} from './replace-file.ts';
import { NotTaggable, type SeenFile, type TagEditor } from './tag-editor.ts';
import {
  asTagError,
  cannotBeTagged,
  isDamaged,
  isNotKept,
  valueChanged,
  wouldChangeAudio,
  wouldChangeOthers,
} from './tag-errors.ts';
import type { SeenTags, WrittenTags } from './tag-write-messages.ts';

/** What writes tags into bytes. */
type Editor = Pick<TagEditor, 'see' | 'write'>;

export interface TagEdit {
  readonly tags: NewTags;
  /** What some tags have to be, so that nothing is written over what another program has written. */
  readonly expected?: Tags | undefined;
  /** How the library's reader is to read texts that do not say their encoding. */
  readonly readAs?: ReadingAs | undefined;
}

/**
 * Writes.
 *
 * @param path of the file itself, without a link at its end
 * @throws FermataError; nothing is changed then
 */
export function writeTags(path: string, edit: TagEdit, editor: Editor): Promise<WrittenTags> {
  return withFileForTags(path, async (opened) => {
    requireReplaceable(opened);
    try {
      return await write(opened, edit, editor);
    } catch (error) {
      const isOfFile =
        error instanceof NotTaggable ||
        error instanceof RangeError ||
        error instanceof ReadingTooMuch;
      throw isOfFile ? isDamaged(path, error) : error;
    }
  });
}

/** All tags of a file, as they are written, and why they could not be written, as far as that is known before. */
export function seeTags(path: string, editor: Editor): Promise<SeenTags> {
  return withFileForTags(path, async (opened) => {
    const { bytes, stats } = opened;
    try {
      const { tags } = await editor.see(bytes);
      const refusal = refusalOf(opened);
      return { tags, size: bytes.length, mtimeMs: Number(stats.mtimeMs), refusal };
    } catch (error) {
      throw error instanceof NotTaggable ? isDamaged(path, error) : error;
    }
  });
}

function refusalOf(opened: OpenedForTags): SeenTags['refusal'] {
  const { path } = opened;
  try {
    requireReplaceable(opened);
    const file = new SourceFile(path);
    try {
      const kind = audioKind(file);
      return kind !== null && canBeTagged(kind) ? null : reportError(cannotBeTagged(path));
    } finally {
      file.close();
    }
  } catch (error) {
    return reportError(asTagError(error, path));
  }
}

async function write(
  opened: OpenedForTags,
  { tags, expected = {}, readAs }: TagEdit,
  editor: Editor,
): Promise<WrittenTags> {
  const { path, bytes } = opened;
  const old = factsOf(path, bytes);
  if (old === null || !canBeTagged(old.kind)) throw cannotBeTagged(path);
  const seen = await editor.see(bytes);
  for (const [name, values] of Object.entries(expected)) {
    if (!areSame(seen.tags[name], values)) throw valueChanged(path, name);
  }
  const names = Object.keys(tags);
  const before = pick(seen.tags, names);
  const wanted = { ...seen.tags, ...tags };
  if (names.every((name) => areSame(before[name], tags[name]))) {
    return { before, after: before, ...asRead(path, readAs) };
  }
  const made = await editor.write(bytes, withoutEmpty(wanted));
  const after = await editor.see(made);
  requireAsAsked(path, { seen, after, wanted, names });
  replaceFile(opened, made, (temporary, written) => {
    const now = factsOf(temporary, written);
    const isSame = now?.kind.name === old.kind.name && now.digest === old.digest;
    if (!isSame || now.key !== old.key) throw wouldChangeAudio(path);
  });
  return { before, after: pick(after.tags, names), ...asRead(path, readAs) };
}

/** The file as a scan would see it now. */
function asRead(path: string, as: ReadingAs | undefined): Pick<WrittenTags, 'read' | 'state'> {
  const { size, mtimeMs } = lstatSync(systemPath(path), { bigint: true });
  return { state: { size: Number(size), mtimeMs: Number(mtimeMs) }, read: readTags(path, as) };
}

interface Facts {
  readonly kind: AudioKind;
  readonly digest: string;
  /** Of its audio; of Matroska alone it depends on the length, which is not written here. */
  readonly key: string | null;
}

/** What must be the same before and after; null for what is no audio. */
function factsOf(path: string, bytes: Buffer): Facts | null {
  const file = new SourceFile(path);
  try {
    const kind = audioKind(file);
    if (kind === null) return null;
    return { kind, digest: audioDigest({ file, kind, bytes }), key: contentKey(file, kind, 0) };
  } finally {
    file.close();
  }
}

interface Comparison {
  readonly seen: SeenFile;
  readonly after: SeenFile;
  readonly wanted: Tags;
  readonly names: readonly string[];
}

function requireAsAsked(path: string, { seen, after, wanted, names }: Comparison): void {
  for (const name of names) {
    const isKept = areSame(after.tags[name]?.map(plainNumber), wanted[name]?.map(plainNumber));
    if (!isKept) throw isNotKept(path, name);
  }
  const all = new Set([...Object.keys(seen.tags), ...Object.keys(after.tags)]);
  for (const name of all) {
    const isOther = !names.includes(name);
    if (isOther && !areSame(seen.tags[name], after.tags[name])) throw wouldChangeOthers(path, name);
  }
  for (const name of new Set([...seen.others.keys(), ...after.others.keys()])) {
    if (seen.others.get(name) !== after.others.get(name)) throw wouldChangeOthers(path, name);
  }
}

/** MP4 has numbers of tracks as numbers: "03/12" is "3/12" there. */
function plainNumber(text: string): string {
  return /^\d+(\/\d+)?$/.test(text) ? text.replaceAll(/\b0+(?=\d)/g, '') : text;
}

function areSame(a: readonly string[] = [], b: readonly string[] = []): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function pick(tags: Tags, names: readonly string[]): Tags {
  return Object.fromEntries(names.map((name) => [name, tags[name] ?? []]));
}

function withoutEmpty(tags: Tags): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([, values]) => values.length > 0));
}
