/**
 * Finds the tracks that go on under another path: a file that has the content of a track whose own file is
 * not there any more is that track's file now, wherever it is and whatever its tags are. Files that may be
 * such ones are held back until all have been read, so that of several of one content each is settled once,
 * and with all of them known.
 */
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemCode } from '../../../../shared/errors.ts';
import { systemPath } from '../../../lifecycle/files/path-bytes.ts';
import type { FoundFile, KnownFiles } from '../known-files.ts';
import type { AudioTags } from '../tag-messages.ts';
import type { ReadFile } from '../tag-reader.ts';
import type { Candidate, Move, MoveStore } from './move-store.ts';
import { type Described, pairNearest } from './nearness.ts';
import { isOneSpelling } from './spelling.ts';

/** As far as two readers may differ about the length of one file, in milliseconds. */
const SAME_LENGTH_MS = 1_000;

interface HeldFile {
  readonly file: FoundFile;
  readonly described: Described;
  readonly contentKey: string;
  /** The track of its path, which has another content. */
  readonly own: Candidate | null;
  /** The track of its path that gives way to one from before, if there is one. */
  readonly replaces: number | undefined;
  readonly candidates: readonly number[];
}

export class MovedTracks {
  readonly #store: MoveStore;
  readonly #known: KnownFiles;
  readonly #held = new Map<string, HeldFile>();
  /** The paths of tracks that may go on elsewhere, by their ids. */
  readonly #paths = new Map<number, string>();

  constructor(store: MoveStore, known: KnownFiles) {
    this.#store = store;
    this.#known = known;
  }

  /** The files that are held back. */
  get held(): readonly FoundFile[] {
    return [...this.#held.values()].map(({ file }) => file);
  }

  /** Whether a file is held back, because it may be that of a track of another path. */
  async hold({ file, result }: ReadFile<FoundFile>): Promise<boolean> {
    if (!('tags' in result)) return false;
    const { tags } = result;
    const { contentKey } = tags;
    const own = this.#store.trackAt(file.path);
    // Without keys its path is all that is known of a track.
    if (contentKey === null || own?.contentKey === contentKey) return false;
    const isOther = own !== null && own.contentKey !== null;
    if (isOther && !this.#known.isChanged(file.path)) return false;
    // A version before keys has taken a moved file for a new one, whose track may have nothing yet.
    const isDouble = own !== null && !isOther;
    if (isDouble && !this.#store.isUntouched(own.id)) return false;
    // One whose tracks are its parts (../cue) is no new file.
    if (own === null && !this.#known.newPaths.has(file.path)) return false;
    const all = await this.#candidates(file, tags, contentKey);
    const candidates = isDouble ? all.filter(({ id }) => id < own.id) : all;
    if (!isOther && candidates.length === 0) return false;
    for (const { id, path } of candidates) this.#paths.set(id, path);
    this.#held.set(file.path, {
      file,
      described: describe(file, tags),
      contentKey,
      own: isOther ? { id: own.id, path: file.path } : null,
      replaces: isDouble ? own.id : undefined,
      candidates: candidates.map(({ id }) => id),
    });
    return true;
  }

  /**
   * Settles which tracks go on with which of the files that are held back: all moves, those of which one
   * makes room for another together.
   */
  settle(): (readonly Move[])[] {
    const byTrack = new Map<number, Move>();
    for (const group of this.#groups()) {
      for (const move of this.#settleGroup(group)) {
        // Of tracks without keys one may have been found twice.
        if (!byTrack.has(move.trackId)) byTrack.set(move.trackId, move);
      }
    }
    return this.#inChains([...byTrack.values()]);
  }

  async #candidates(file: FoundFile, tags: AudioTags, contentKey: string): Promise<Candidate[]> {
    const known = this.#store
      .withoutKey(file.state.size)
      .filter(({ title, durationMs, mtimeMs }) => {
        const isAsLong = Math.abs((durationMs ?? 0) - (tags.durationMs ?? 0)) <= SAME_LENGTH_MS;
        return isAsLong && (title === tags.title || isSameMoment(mtimeMs, file.state.mtimeMs));
      });
    const all = [...this.#store.withKey(contentKey), ...known];
    const candidates: Candidate[] = [];
    for (const candidate of all) {
      if (await this.#mayHaveMoved(candidate.path, file)) candidates.push(candidate);
    }
    return candidates;
  }

  async #mayHaveMoved(path: string, file: FoundFile): Promise<boolean> {
    if (path === file.path) return false;
    if (this.#known.isScanned(path)) {
      // What is there, but is not what it was, may have made room for something else.
      return this.#known.isLost(path) || this.#known.isChanged(path);
    }
    return isGone(path, file.path);
  }

  *#groups(): Generator<HeldFile[]> {
    const groups = new Map<string, HeldFile[]>();
    for (const held of this.#held.values()) {
      const group = groups.get(held.contentKey);
      if (group === undefined) groups.set(held.contentKey, [held]);
      else group.push(held);
    }
    yield* groups.values();
  }

  #settleGroup(files: readonly HeldFile[]): Move[] {
    const trackIds = [...new Set(files.flatMap(({ candidates }) => candidates))].filter((id) =>
      this.#hasMoved(id),
    );
    const [only, ...more] = files;
    const [trackId, ...others] = trackIds;
    if (only === undefined || trackId === undefined) return [];
    // Most files that have moved are one of a kind.
    if (more.length === 0 && others.length === 0) return [this.#moveTo(trackId, only)];
    const paired = pairNearest(
      trackIds.map((id) => this.#store.describe(id)),
      files.map(({ described }) => described),
      (track, file) => files[file]?.candidates.includes(trackIds[track] ?? 0) ?? false,
    );
    return [...paired].flatMap(([track, file]) => {
      const [id, held] = [trackIds[track], files[file]];
      return id === undefined || held === undefined ? [] : [this.#moveTo(id, held)];
    });
  }

  /** Whether a track's file is gone, or has become one of other content. */
  #hasMoved(trackId: number): boolean {
    const path = this.#paths.get(trackId) ?? '';
    return !this.#known.isChanged(path) || this.#held.get(path)?.own?.id === trackId;
  }

  #moveTo(trackId: number, { file, replaces }: HeldFile): Move {
    const move = { trackId, from: this.#paths.get(trackId) ?? '', to: file.path };
    return replaces === undefined ? move : { ...move, replaces };
  }

  /**
   * Moves to paths that other tracks have, together with what these do: they go on elsewhere, or, where
   * their content is nowhere any more, they are missing, and take the path that has become free.
   */
  #inChains(moves: readonly Move[]): (readonly Move[])[] {
    const byOrigin = new Map(moves.map((move) => [move.from, move]));
    const targets = new Set(moves.map(({ to }) => to));
    const inChain = new Set<Move>();
    const chains: (readonly Move[])[] = [];
    // Chains from their beginnings, which no track goes to; then what is left goes in circles.
    const starts = [...moves.filter(({ from }) => !targets.has(from)), ...moves];
    for (const first of starts) {
      if (inChain.has(first)) continue;
      const chain: Move[] = [];
      let next: Move | undefined = first;
      while (next !== undefined && !inChain.has(next)) {
        inChain.add(next);
        chain.push(next);
        next = byOrigin.get(next.to);
      }
      const last = chain.at(-1);
      const inTheWay = next === undefined && last ? this.#held.get(last.to)?.own : null;
      if (!inTheWay) chains.push(chain);
      else if (!this.#held.has(first.from)) {
        const { id: trackId, path: from } = inTheWay;
        chains.push([...chain, { trackId, from, to: first.from, isLost: true }]);
      }
    }
    return chains;
  }
}

function describe({ path, state }: FoundFile, tags: AudioTags): Described {
  const { title, artistCredit, album, discNumber, trackNumber } = tags;
  return { path, state, title, artist: artistCredit, album: album ?? '', discNumber, trackNumber };
}

/** Some disks know seconds only, in which a program writes many files. */
function isSameMoment(known: number | null, found: number): boolean {
  return known === found && found % 1_000 !== 0;
}

/** Whether there is no file any more at a track's path, or it is another name of the one that was found. */
export async function isGone(path: string, found: string): Promise<boolean> {
  try {
    const before = await stat(systemPath(path));
    return isOneSpelling(path, found) && isOneFile(before, await stat(systemPath(found)));
  } catch (error) {
    const code = systemCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR';
  }
}

function isOneFile(a: Stats, b: Stats): boolean {
  return a.ino !== 0 && a.ino === b.ino && a.dev === b.dev;
}
