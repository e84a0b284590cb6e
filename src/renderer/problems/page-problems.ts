/**
 * What goes wrong in the page and nothing caught: told to the person once, and to the host's log each
 * time. A browser has no such log; its own console has it.
 */
import { type PageProblem, PageProblemSchema } from '../../shared/desktop-bridge.ts';

const MESSAGE_LENGTH = 2_000;
const STACK_LENGTH = 10_000;

export class PageProblems {
  readonly #listeners = new Set<() => void>();
  readonly #report: (problem: PageProblem) => void;
  #first: string | null = null;
  #isDismissed = false;

  /** @param report tells the host */
  constructor(report: (problem: PageProblem) => void) {
    this.#report = report;
  }

  /** What the first of them says, until the person has seen it; null where there was none. */
  readonly shown = (): string | null => (this.#isDismissed ? null : this.#first);

  /** Calls back when that changes until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes one in. */
  add(thrown: unknown): void {
    const problem = describeProblem(thrown);
    this.#report(problem);
    this.#first ??= problem.message;
    this.#tell();
  }

  /** The person has seen it: those that follow are for the log alone. */
  readonly dismiss = (): void => {
    this.#isDismissed = true;
    this.#tell();
  };

  /** Takes in whatever nothing else in the page catches. */
  watch(page: Window): void {
    page.addEventListener('error', ({ error }) => {
      // Without an error it is a notice of the browser: a layout that took two rounds, say.
      if (error !== null && error !== undefined) this.add(error);
    });
    page.addEventListener('unhandledrejection', ({ reason }) => this.add(reason));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function describeProblem(thrown: unknown): PageProblem {
  const { message, stack = '' } = thrown instanceof Error ? thrown : { message: String(thrown) };
  return PageProblemSchema.parse({
    message: message.slice(0, MESSAGE_LENGTH),
    stack: stack.slice(0, STACK_LENGTH),
  });
}
