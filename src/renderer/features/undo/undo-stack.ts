/**
 * What can be undone and redone: calls that take edits back, newest first. Undoing an edit gives the
 * call that does it again, as the host answers it, so that nothing but that edit is ever undone.
 */
import type { Inverse } from '../../../shared/api/define.ts';

/** An edit that was done. */
export interface Edit {
  /** What was done, for people: "Rated 3 songs". */
  readonly label: string;
  /** The call that takes it back. */
  readonly inverse: Inverse;
}

export interface UndoState {
  /** What would be undone next; null where there is nothing. */
  readonly undo: Edit | null;
  readonly redo: Edit | null;
  /** Whether an edit is being made, which can be undone once the host has made it. */
  readonly isMaking: boolean;
}

/** So many edits are remembered. */
const MOST_EDITS = 100;

export class UndoStack {
  readonly #perform: (call: Inverse) => Promise<Inverse | null>;
  readonly #listeners = new Set<() => void>();
  #undo: readonly Edit[] = [];
  #redo: readonly Edit[] = [];
  #state: UndoState = { undo: null, redo: null, isMaking: false };
  /** How many edits are being made. */
  #making = 0;
  /** One after the other, in the order in which they were asked for. */
  #running: Promise<unknown> = Promise.resolve();

  /** @param perform makes a call, and answers what takes it back */
  constructor(perform: (call: Inverse) => Promise<Inverse | null>) {
    this.#perform = perform;
  }

  /** The current state: the same object until something changes. */
  readonly state = (): UndoState => this.#state;

  /** Calls back after each change until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Has an edit made. It is shown before the host has made it, and an undo that is asked for meanwhile means it,
   * and not the edit before: it waits until this one is made.
   *
   * @param make makes it, and records it
   * @throws what `make` throws
   */
  async make<Result>(make: () => Promise<Result>): Promise<Result> {
    const made = make();
    const before = this.#running;
    this.#running = made.then(
      () => before,
      () => before,
    );
    this.#countMaking(1);
    try {
      return await made;
    } finally {
      this.#countMaking(-1);
    }
  }

  /** Remembers an edit; what was undone before cannot be redone any more. */
  record(edit: Edit): void {
    this.#set([...this.#undo, edit].slice(-MOST_EDITS), []);
  }

  /**
   * Takes back the newest edit, or the given one, if it can still be undone.
   *
   * @returns the edit that was undone; null where there was none
   * @throws FermataError where the host refuses; the edit is forgotten then, and none other undone
   */
  undo(edit?: Edit): Promise<Edit | null> {
    return this.#enqueue(async () => {
      const undone = edit ?? this.#undo.at(-1);
      if (undone === undefined || !this.#undo.includes(undone)) return null;
      this.#set(without(this.#undo, undone), this.#redo);
      const inverse = await this.#perform(undone.inverse);
      if (inverse !== null) this.#set(this.#undo, [...this.#redo, { ...undone, inverse }]);
      return undone;
    });
  }

  /**
   * Does again what was undone last.
   *
   * @returns the edit that was redone; null where there was none
   * @throws FermataError as {@link undo}
   */
  redo(): Promise<Edit | null> {
    return this.#enqueue(async () => {
      const redone = this.#redo.at(-1);
      if (redone === undefined) return null;
      this.#set(this.#undo, without(this.#redo, redone));
      const inverse = await this.#perform(redone.inverse);
      if (inverse !== null) this.#set([...this.#undo, { ...redone, inverse }], this.#redo);
      return redone;
    });
  }

  /** Forgets all edits: they belong to a library that is not there any more. */
  clear(): void {
    this.#set([], []);
  }

  #enqueue(work: () => Promise<Edit | null>): Promise<Edit | null> {
    const done = this.#running.then(work);
    // The caller is told of the failure; the next one goes on.
    this.#running = done.catch(() => {});
    return done;
  }

  #set(undo: readonly Edit[], redo: readonly Edit[]): void {
    this.#undo = undo;
    this.#redo = redo;
    this.#tell();
  }

  #countMaking(more: number): void {
    this.#making += more;
    this.#tell();
  }

  #tell(): void {
    this.#state = {
      undo: this.#undo.at(-1) ?? null,
      redo: this.#redo.at(-1) ?? null,
      isMaking: this.#making > 0,
    };
    for (const listener of this.#listeners) listener();
  }
}

function without(edits: readonly Edit[], edit: Edit): Edit[] {
  return edits.filter((each) => each !== edit);
}
