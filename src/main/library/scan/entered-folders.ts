/** Which folders a scan has entered, so that it enters none twice, and ends where links lead in circles. */
import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { realPathOf, systemPath } from '../../lifecycle/files/path-bytes.ts';

type Numbers = Pick<BigIntStats, 'dev' | 'ino'>;

/**
 * A folder is known by its real path, and by its numbers where those tell folders apart: a folder that is
 * mounted at two places has two paths. Some network shares give 0, or one number to all of their folders,
 * or the same one to two by accident, so that numbers alone never leave a folder out.
 */
export class EnteredFolders {
  readonly #paths = new Set<string>();
  /** By path: a folder's parent is looked at once. */
  readonly #numbers = new Map<string, Numbers>();
  readonly #identities = new Set<string>();
  /** The disks whose folders have the number of their parent. */
  readonly #disksWithoutNumbers = new Set<bigint>();

  /**
   * Whether this is the first way to a folder.
   *
   * @param isLink whether its path is a symbolic link
   * @throws the system error if the folder cannot be looked at
   */
  async enter(folder: string, isLink: boolean): Promise<boolean> {
    const path = isLink ? await realPathOf(folder) : folder;
    if (this.#paths.has(path)) return false;
    this.#paths.add(path);
    // As BigInt: file numbers of NTFS do not fit into a double.
    const stats = await stat(systemPath(folder), { bigint: true });
    this.#numbers.set(path, { dev: stats.dev, ino: stats.ino });
    if (!(await this.#hasNumber(folder, stats))) return true;
    const identity = identityOf(stats);
    if (this.#identities.has(identity)) return false;
    this.#identities.add(identity);
    return true;
  }

  async #hasNumber(folder: string, { dev, ino }: BigIntStats): Promise<boolean> {
    if (ino === 0n || this.#disksWithoutNumbers.has(dev)) return false;
    const parent = dirname(folder);
    if (parent === folder) return true;
    const above = this.#numbers.get(parent) ?? (await stat(systemPath(parent), { bigint: true }));
    if (above.dev !== dev || above.ino !== ino) return true;
    this.#disksWithoutNumbers.add(dev);
    return false;
  }
}

/** Two folders that a share numbers alike by accident were not made and changed at the same moments. */
function identityOf({ dev, ino, birthtimeNs, ctimeNs, mtimeNs }: BigIntStats): string {
  return [dev, ino, birthtimeNs, ctimeNs, mtimeNs].join(':');
}
