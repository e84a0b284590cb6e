/**
 * Which file an entry of a playlist means: where its path leads to, whatever its case, or where the end of
 * its path is found beside or above the playlist, if the rest is of another computer or another disk.
 */
import { readdir } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { realPathOf } from '../../lifecycle/files/path-bytes.ts';
import { foldText } from '../../lifecycle/sqlite/fold-text.ts';
import type { ParsedEntry } from './parsed-playlist.ts';

/** A path of more folders is none that a person made. */
const MOST_ENDS = 8;

export class EntriesOnDisk {
  readonly #folders: readonly string[];
  /** Songs that were looked for: playlists have some of them often. */
  readonly #found = new Map<string, Promise<readonly string[]>>();
  /** The names in folders that were looked at, by what they are without case and accents. */
  readonly #names = new Map<string, Promise<ReadonlyMap<string, string>>>();

  /** @param playlist its absolute path */
  constructor(playlist: string) {
    const folders: string[] = [];
    for (let at = dirname(playlist); ; at = dirname(at)) {
      folders.push(at);
      if (at === dirname(at)) break;
    }
    // In the root there is everything of the computer.
    this.#folders = folders.filter((folder) => folder !== dirname(folder)).slice(0, MOST_ENDS);
  }

  /** The file that an entry means, under each name that it has; none where there is no such file. */
  find({ paths }: ParsedEntry): Promise<readonly string[]> {
    const key = paths.join('\0');
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = this.#find(paths);
    this.#found.set(key, found);
    return found;
  }

  async #find(paths: readonly string[]): Promise<readonly string[]> {
    for (const path of paths) {
      const real = await placeOf(path);
      if (real !== null) return [path, real];
    }
    for (const path of paths) {
      const found = (await this.#findInAnyCase(path)) ?? (await this.#findByEnd(path));
      if (found !== null) return [found, (await placeOf(found)) ?? found];
    }
    return [];
  }

  async #findInAnyCase(path: string): Promise<string | null> {
    const { root } = parse(path);
    return this.#below(root, namesOf(path));
  }

  /** The longest end of a path that is in a folder above the playlist: its file and a folder at least. */
  async #findByEnd(path: string): Promise<string | null> {
    const names = namesOf(path).slice(-MOST_ENDS);
    for (let first = 0; first <= names.length - 2; first += 1) {
      for (const folder of this.#folders) {
        const found = await this.#below(folder, names.slice(first));
        if (found !== null) return found;
      }
    }
    return null;
  }

  async #below(folder: string, names: readonly string[]): Promise<string | null> {
    let at = folder;
    for (const name of names) {
      const there = await this.#namesIn(at);
      const found = there.get(name) ?? there.get(foldText(name));
      if (found === undefined) return null;
      at = join(at, found);
    }
    return at;
  }

  #namesIn(folder: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#names.get(folder);
    if (known !== undefined) return known;
    const names = readdir(folder).then(byName, () => new Map<string, string>());
    this.#names.set(folder, names);
    return names;
  }
}

function byName(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ...names.map((name) => [foldText(name), name] as const),
    // As it is written goes first.
    ...names.map((name) => [name, name] as const),
  ]);
}

function namesOf(path: string): string[] {
  return path.split(/[\\/]/).filter((name) => name !== '' && !/^[a-z]:$/i.test(name));
}

async function placeOf(path: string): Promise<string | null> {
  try {
    return await realPathOf(path);
  } catch {
    // Not there, not to be read, too long: it may be elsewhere.
    return null;
  }
}
