/** Counts the tracks whose files are missing, for each disk or music folder that they were in. */
import { sep } from 'node:path';
import { z } from 'zod';
import { diskOf, type MissingPlace, type MissingTracks } from '../../shared/missing-tracks.ts';
import type { Connection } from './sqlite/database.ts';
import { readSide } from './user-data.ts';

const PathsSchema = z.array(z.string());

/** The tracks whose files are missing; null where a library's schema does not know of them yet. */
export function countMissing(db: Connection): MissingTracks | null {
  const { has } = readSide(db);
  if (!has('tracks.missing_since') || !has('scan_roots.path')) return null;
  const roots = PathsSchema.parse(db.prepare('SELECT path FROM scan_roots').pluck().all());
  const counts = new Map<string, MissingPlace>();
  let count = 0;
  for (const [folder, files] of countByFolder(db)) {
    const place = placeOf(folder, roots);
    const before = counts.get(place.path)?.count ?? 0;
    counts.set(place.path, { ...place, count: before + files });
    count += files;
  }
  const places = [...counts.values()].toSorted((a, b) => b.count - a.count);
  return { count, places };
}

/** How many files of each folder are missing: a folder has many, and its place is found once. */
function countByFolder(db: Connection): Map<string, number> {
  const folders = new Map<string, number>();
  const paths = db.prepare('SELECT path FROM tracks WHERE missing_since IS NOT NULL').pluck();
  for (const path of paths.iterate()) {
    const file = z.string().parse(path);
    const folder = file.slice(0, file.lastIndexOf(sep) + 1);
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return folders;
}

/** @param folder with the separator at its end */
function placeOf(folder: string, roots: readonly string[]): Omit<MissingPlace, 'count'> {
  const disk = diskOf(folder);
  if (disk !== null) return { path: disk.path, disk: disk.name };
  const root = roots.find((each) => folder.startsWith(each.endsWith(sep) ? each : `${each}${sep}`));
  return { path: root ?? folder, disk: null };
}
