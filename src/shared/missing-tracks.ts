/**
 * Tracks whose files are missing, told once for each disk: a disk that is not connected takes thousands of
 * files with it, and is one fact.
 */
import { z } from 'zod';

/** Where files are missing. */
const MissingPlaceSchema = z.object({
  /** The folder by which the system names the disk, or a music folder that is on none of its own. */
  path: z.string(),
  /** What people call the disk; null for a folder. */
  disk: z.string().nullable(),
  count: z.number().int(),
});
export type MissingPlace = z.infer<typeof MissingPlaceSchema>;

export const MissingTracksSchema = z.object({
  count: z.number().int(),
  /** The most first. */
  places: z.array(MissingPlaceSchema),
});
export type MissingTracks = z.infer<typeof MissingTracksSchema>;

/** A disk that can be taken away, or a share. */
export interface Disk {
  /** The folder by which the system names it. */
  readonly path: string;
  readonly name: string;
}

/**
 * Where systems put disks that come and go, and shares. Told by the path alone: a disk that is not connected
 * cannot be asked. The last group is the name.
 */
const DISKS: readonly RegExp[] = [
  // udisks, on Linux: https://storaged.org/doc/udisks2-api/latest/udisksctl.1.html
  /^\/(?:run\/)?media\/[^/]+\/([^/]+)(?=\/)/,
  /^\/run\/user\/\d+\/gvfs\/([^/]+)(?=\/)/,
  /^\/(?:mnt|media|Volumes)\/([^/]+)(?=\/)/,
  /^([ABD-Zabd-z]:)(?=\\)/,
  /^\\\\[^\\]+\\([^\\]+)(?=\\)/,
];

/** The disk that a path is on; null where that is the computer's own, or cannot be told. */
export function diskOf(path: string): Disk | null {
  for (const pattern of DISKS) {
    const [found, name] = pattern.exec(path) ?? [];
    if (found !== undefined && name !== undefined) return { path: found, name };
  }
  return null;
}
