/** The folders on the way to one: paths of this system or another, as the library has them. */

const SEPARATORS = /[/\\]/;

/** The last part of a path; the path itself where it has one alone. */
export function nameOf(path: string): string {
  return path.split(SEPARATORS).findLast((part) => part !== '') ?? path;
}

/**
 * The folders above one, from the innermost music folder that it is in, which comes first.
 *
 * @param roots the music folders
 */
export function stepsTo(path: string, roots: readonly string[]): string[] {
  const [root] = roots
    .filter((each) => path !== each && isBelow(each, path))
    .toSorted((one, other) => other.length - one.length);
  if (root === undefined) return [];
  const steps = [root];
  for (let end = root.length + 1; end < path.length; end += 1) {
    const isEnd = SEPARATORS.test(path[end] ?? '');
    if (isEnd) steps.push(path.slice(0, end));
  }
  return steps;
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder) && SEPARATORS.test(path[folder.length] ?? '');
}
