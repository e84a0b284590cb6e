/** Files that macOS tells to open with Fermata, from its start on; elsewhere they are arguments. */
import { app } from 'electron';

export class OpenFileEvents {
  /** Those told before anybody listened. */
  #early: string[] = [];
  #listener: ((file: string) => void) | null = null;

  /** To be made before the app is ready: the first file is told before that. */
  constructor() {
    app.on('open-file', (event, file) => {
      event.preventDefault();
      if (this.#listener === null) this.#early.push(file);
      else this.#listener(file);
    });
  }

  /** Calls back with each file, at once with those told before. */
  listen(listener: (file: string) => void): void {
    this.#listener = listener;
    for (const file of this.#early) listener(file);
    this.#early = [];
  }
}
