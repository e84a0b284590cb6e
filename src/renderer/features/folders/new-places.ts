/** What a file's new place says of those that were beside it. */

/** Where something was, and where it is now. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * The moves that a file may have made, the widest first: of the folder from which on its path is the same as
 * before, of the folder that it is in, and of the file alone.
 */
export function likelyMoves({ from, to }: Move): Move[] {
  const [before, after] = [partsOf(from), partsOf(to)];
  const most = Math.min(before.length, after.length) - 1;
  let common = 0;
  while (common < most && before.at(-1 - common) === after.at(-1 - common)) common += 1;
  const depths = new Set(common > 0 ? [common, 1] : []);
  const moves = [...depths].map((depth) => ({
    from: without(from, before.slice(-depth)),
    to: without(to, after.slice(-depth)),
  }));
  return [...moves, { from, to }].filter((move) => move.from !== '' && move.to !== '');
}

function partsOf(path: string): string[] {
  return path.split(/[\\/]/);
}

/** A path without its last parts and what separates them. */
function without(path: string, parts: readonly string[]): string {
  const length = parts.reduce((sum, part) => sum + part.length + 1, 0);
  return path.slice(0, path.length - length);
}
