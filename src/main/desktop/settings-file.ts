/** A small file of settings that a person would not miss for long: whole or not there, never trusted. */
import { basename } from 'node:path';
import type { z } from 'zod';
import { systemCode } from '../../shared/errors.ts';
import { readSmallFileSync } from '../lifecycle/files/door.ts';
import { writeDurably } from '../lifecycle/files/durable-files.ts';

/** This user's own file: a link may lead to where the settings of all programs are kept. */
const READING = { maxBytes: 4 * 1024 * 1024, followsLinks: true };

interface SettingsFileOptions<Settings> {
  readonly file: string;
  readonly schema: z.ZodType<Settings>;
  /** What holds where there is no file, or a damaged one. */
  readonly initial: Settings;
  /** Told of a file that cannot be used or written; the app goes on all the same. */
  readonly onProblem: (what: string, thrown: unknown) => void;
}

export class SettingsFile<Settings> {
  readonly #options: SettingsFileOptions<Settings>;
  #settings: Settings;
  #written: Promise<void> = Promise.resolve();

  /** Reads the file. It is read once: only one instance of the app runs for each person. */
  constructor(options: SettingsFileOptions<Settings>) {
    this.#options = options;
    this.#settings = this.#read();
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Takes over new settings, and writes them after what is being written. */
  set(settings: Settings): void {
    const { file, onProblem } = this.#options;
    this.#settings = settings;
    this.#written = this.#written
      .then(() => writeDurably(file, JSON.stringify(settings, null, 2)))
      .catch((error) => onProblem(`${basename(file)} cannot be written`, error));
  }

  /** Settles when everything is on the disk. */
  written(): Promise<void> {
    return this.#written;
  }

  #read(): Settings {
    const { file, schema, initial, onProblem } = this.#options;
    try {
      return schema.parse(JSON.parse(readSmallFileSync(file, READING).toString('utf8')));
    } catch (error) {
      if (systemCode(error) !== 'ENOENT')
        onProblem(`${basename(file)} is not in order, and ignored`, error);
      return initial;
    }
  }
}
