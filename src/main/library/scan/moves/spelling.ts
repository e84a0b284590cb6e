/**
 * Paths that differ in case or Unicode form only: a disk that does not tell these apart, or a copy between
 * systems, spells a name in another way, and the file is the same.
 */

/** A path without what differs. */
function foldedPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Whether two paths differ in nothing else. */
export function isOneSpelling(a: string, b: string): boolean {
  return foldedPath(a) === foldedPath(b);
}

/** Finds the new spelling of lost paths, where there is one and only one, as pairs of from and to. */
export function respelledPaths(
  lost: Iterable<string>,
  found: Iterable<string>,
): (readonly [from: string, to: string])[] {
  const before = byFolded(lost);
  return [...byFolded(found)].flatMap(([folded, to]) => {
    const from = before.get(folded);
    return from === undefined || from === null || to === null ? [] : [[from, to] as const];
  });
}

/** Null for those of which there are several. */
function byFolded(paths: Iterable<string>): Map<string, string | null> {
  const byName = new Map<string, string | null>();
  for (const path of paths) {
    const folded = foldedPath(path);
    byName.set(folded, byName.has(folded) ? null : path);
  }
  return byName;
}
