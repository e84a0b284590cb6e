/** Which parts of folders a scan looks at: all, or a few that something has changed in. */
import { dirname } from 'node:path';
import { realPathOf } from '../../lifecycle/files/path-bytes.ts';
import { isIn } from './missing-files.ts';

export class WantedParts {
  readonly #roots: readonly string[];
  readonly #parts: ReadonlySet<string> | null;
  /** The folders that the parts are in. */
  readonly #above = new Set<string>();

  /** @param parts folders with all that is below them, and files; null for all that is below the roots */
  constructor(roots: readonly string[], parts: readonly string[] | null) {
    this.#roots = roots;
    this.#parts = parts === null ? null : new Set(parts);
    for (const part of parts ?? []) {
      for (let path = dirname(part); !this.#above.has(path); path = dirname(path)) {
        this.#above.add(path);
      }
    }
  }

  /** Whether a path is a part. */
  isWhole(path: string): boolean {
    return this.#parts === null || this.#parts.has(path);
  }

  /** Whether a path is a part, or a folder that one is in. */
  leadsTo(path: string): boolean {
    return this.isWhole(path) || this.#above.has(path);
  }

  /**
   * Whether a linked folder is one of those below the roots, which are entered by their own paths: a look
   * at all of them would come by there.
   */
  async isLookedAtElsewhere(link: string): Promise<boolean> {
    if (this.#parts === null) return false;
    const folder = await realPathOf(link);
    return this.#roots.some((root) => isIn(root, folder));
  }
}
