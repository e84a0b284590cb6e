/** What a person does about libraries from the menu and the recovery view: new, other, recent ones. */
import { existsSync } from 'node:fs';
import type { BrowserWindow } from 'electron';
import type { DesktopArguments } from '../start/arguments.ts';
import type { CurrentLibrary } from './current-library.ts';
import { chooseLibrary, mayClose, nameNewLibrary, sayThatMissing } from './library-dialogs.ts';
import { type LibraryRequest, placesOf, requestFor } from './library-request.ts';

interface LibraryCommandsOptions {
  readonly current: CurrentLibrary;
  /** The window to attach questions to; null where none is open. */
  readonly window: () => BrowserWindow | null;
  /** Whether a library is being prepared: no other one is opened meanwhile. */
  readonly isPreparing: () => boolean;
  /** Shows the library that is open. */
  readonly show: () => Promise<void>;
  /** Closes the windows of the library, and prepares and shows another one. */
  readonly replace: (request: LibraryRequest) => Promise<void>;
  readonly onRecentChanged: () => void;
}

export class LibraryCommands {
  readonly #options: LibraryCommandsOptions;

  constructor(options: LibraryCommandsOptions) {
    this.#options = options;
  }

  /** Opens an existing library that the person chooses. */
  async openOther(): Promise<void> {
    const { current, window } = this.#options;
    const file = await chooseLibrary(window());
    if (file !== null) await this.#open(requestFor(current.named, file));
  }

  /** Makes a library that the person names, and opens it. */
  async makeNew(): Promise<void> {
    const { current, window } = this.#options;
    const file = await nameNewLibrary(window());
    if (file === null) return;
    await this.#open({ ...requestFor(current.named, file), mayBeMade: true });
  }

  /** Opens one of the recent libraries, or offers to take it off the list where it is gone. */
  async openRecent(file: string): Promise<void> {
    const { current, window, onRecentChanged } = this.#options;
    if (existsSync(file)) return this.#open(requestFor(current.named, file));
    if (!(await sayThatMissing(file, window()))) return;
    current.recent.forget(file);
    onRecentChanged();
  }

  forgetRecent(): void {
    this.#options.current.recent.forgetAll();
    this.#options.onRecentChanged();
  }

  /** Opens the library again that was open before one that cannot be opened. */
  async goBack(): Promise<void> {
    const { previous } = this.#options.current;
    if (previous !== null) await this.#open(previous);
  }

  /** Opens the library that a later start names, or shows the one that is open. */
  async openNamed(named: DesktopArguments): Promise<void> {
    if (named.library === undefined) await this.#options.show();
    else await this.#open({ named, mayBeMade: true, isChosen: false });
  }

  /** Opens a library in place of the open one, if the person lets what runs there be stopped. */
  async #open(request: LibraryRequest): Promise<void> {
    const { current, window, isPreparing, show, replace } = this.#options;
    const { libraryFile } = placesOf(request);
    const { library } = current.session;
    const isOpen = library !== null && libraryFile === current.places().libraryFile;
    if (isOpen || isPreparing()) return show();
    const mayOpen = await mayClose(current.session, window());
    // While the person was asked, another one may have been chosen.
    if (mayOpen && !isPreparing()) await replace(request);
  }
}
