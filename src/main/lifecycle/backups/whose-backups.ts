/**
 * Tells backups of the library from those of others that lie in the same folder. What other libraries
 * have there is listed as that, and is never offered by itself, counted or removed.
 */
import { type BigIntStats, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BackupManifest } from '../../../shared/backups.ts';
import type { LibraryLocation } from '../lock/own-files.ts';
import { rememberedLibrary } from '../lock/remembered-library.ts';
import { type LibraryIdentity, readIdentityOf } from '../sqlite/library-identity.ts';
import { newestFirst } from './order.ts';

/** A backup of the catalog; what it says of itself is not taken for granted. */
interface Owned {
  readonly file: string;
  readonly manifest: BackupManifest;
}

/** Backups of one other library, or of libraries that are not known: `id` is null then. */
export interface OtherLibrary<Backup> {
  readonly id: string | null;
  /** What its file was called when it was backed up last; null where no manifest says so. */
  readonly name: string | null;
  /** Newest first. */
  readonly backups: readonly Backup[];
}

interface Sorted<Backup> {
  /** Newest first. */
  readonly ours: readonly Backup[];
  readonly others: readonly OtherLibrary<Backup>[];
}

/**
 * Sorts the backups of a folder by their libraries, and each library's newest first.
 *
 * @param library the one whose backups are wanted
 * @param identity which library it is, if the caller knows
 */
export function sortByLibrary<Backup extends Owned>(
  found: readonly Backup[],
  library: LibraryLocation,
  identity?: LibraryIdentity,
): Sorted<Backup> {
  const sorted = found.toSorted((a, b) => newestFirst(a.manifest, b.manifest));
  const byId = Map.groupBy(sorted, idOf);
  const ids = [...byId.keys()].filter((id) => id !== null);
  const own = (identity ?? readIdentityOf(library.libraryFile, 0))?.id ?? null;
  const wanted = own ?? rememberedId(library, sorted, ids);
  // What does not say whose it is is the library's where there is no other that it could be of.
  const isUnknownOurs = ids.every((id) => id === wanted);
  const isOurs = (id: string | null) => (id === null ? isUnknownOurs : id === wanted);
  return {
    ours: sorted.filter((backup) => isOurs(idOf(backup))),
    others: [...byId]
      .filter(([id]) => !isOurs(id))
      .map(([id, backups]) => ({ id, name: nameOf(backups), backups })),
  };
}

/** What the library's file was called when it was last backed up. */
function nameOf(backups: readonly Owned[]): string | null {
  const file = backups.find(({ manifest }) => manifest.libraryFile !== undefined)?.manifest
    .libraryFile;
  return file === undefined ? null : basename(file);
}

/**
 * Which library a file was that is missing, or too damaged to say so: by its history, else the
 * one that was backed up from there. If none was, and the backups are of one library that is nowhere else to be seen, it is that.
 *
 * @param ids of the libraries that have backups in the folder
 */
function rememberedId(
  library: LibraryLocation,
  backups: readonly Owned[],
  ids: readonly string[],
): string | null {
  const noted = rememberedLibrary(library);
  if (noted !== null) return noted;
  const { libraryFile } = library;
  const fromHere = backups.filter(({ manifest }) => manifest.libraryFile === libraryFile);
  const idsFromHere = new Set(fromHere.map(idOf));
  if (idsFromHere.size > 0) return onlyOne([...idsFromHere]);
  const elsewhere = idsElsewhere(libraryFile, backups);
  return onlyOne(ids.filter((id) => !elsewhere.has(id)));
}

function onlyOne(ids: readonly (string | null)[]): string | null {
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

/** The ids of the libraries that lie beside this one, or where the manifests say. */
function idsElsewhere(libraryFile: string, backups: readonly Owned[]): ReadonlySet<string | null> {
  const files = new Set([
    ...filesBeside(libraryFile),
    ...backups.flatMap(({ manifest }) => manifest.libraryFile ?? []),
  ]);
  files.delete(libraryFile);
  return new Set([...files].map((file) => readIdentityOf(file, 0)?.id ?? null));
}

/** The files that may be libraries in a library's folder, itself among them. */
export function filesBeside(libraryFile: string): string[] {
  try {
    const folder = dirname(libraryFile);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.db'))
      .map((name) => join(folder, name));
  } catch {
    // Without the folder there is no library beside this one.
    return [];
  }
}

/** What older versions made says itself whose it is: read once, as long as the file is the same. */
const idsRead = new Map<string, string | null>();

function idOf({ file, manifest }: Owned): string | null {
  if (manifest.libraryId !== undefined) return manifest.libraryId;
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined) return null;
  const key = keyOf(stats);
  const known = idsRead.get(key);
  if (known !== undefined) return known;
  const id = readIdentityOf(file, 0)?.id ?? null;
  idsRead.set(key, id);
  return id;
}

function keyOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs].join(':');
}
