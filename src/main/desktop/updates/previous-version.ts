/**
 * The version of the app that ran before an update: where the new one cannot upgrade the library, the
 * one before still opens it.
 */
import { z } from 'zod';
import { type ErrorCode, type ErrorReport, sentencesOf } from '../../../shared/errors.ts';
import { tellInEnglish, words } from '../../../shared/words/words.ts';
import { SettingsFile } from '../settings-file.ts';

/** Failures of what an update brought: its migrations. */
const FAILURES_OF_AN_UPDATE: ReadonlySet<ErrorCode> = new Set([
  'MIGRATION_FAILED',
  'MIGRATION_SET_INVALID',
]);

const LastVersionSchema = z.object({
  /** The version that last opened a library; null before there was one. */
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/)
    .nullable(),
});

interface PreviousVersionOptions {
  readonly file: string;
  /** That of this app. */
  readonly version: string;
  /** Told of a file that cannot be used or written; the app goes on all the same. */
  readonly onProblem: (what: string, thrown: unknown) => void;
}

export class PreviousVersion {
  readonly #version: string;
  readonly #last: SettingsFile<z.infer<typeof LastVersionSchema>>;

  constructor({ file, version, onProblem }: PreviousVersionOptions) {
    this.#version = version;
    const initial = { version: null };
    this.#last = new SettingsFile({ file, schema: LastVersionSchema, initial, onProblem });
  }

  /** The version before this one, until this one has opened a library; null where there is none. */
  get version(): string | null {
    const { version } = this.#last.settings;
    return version !== null && isOlder(version, this.#version) ? version : null;
  }

  /** This version has opened a library: nobody needs the one before any more. */
  hasOpened(): void {
    if (this.#last.settings.version !== this.#version) this.#last.set({ version: this.#version });
  }

  /** Adds to a failure of this version's migrations that the version before still works. */
  explain(error: ErrorReport): ErrorReport {
    const { version } = this;
    if (version === null || !FAILURES_OF_AN_UPDATE.has(error.code)) return error;
    return {
      ...error,
      advice: tellInEnglish(words('updates.previousOpens', { advice: error.advice, version })),
      words: {
        ...error.words,
        advice: words('updates.previousOpens', { advice: sentencesOf(error).advice, version }),
      },
      actions: error.actions.flatMap((action) =>
        action === 'update-app' ? [action, 'previous-version'] : [action],
      ),
    };
  }

  /** Settles when everything is on the disk. */
  written(): Promise<void> {
    return this.#last.written();
  }
}

/** By their numbers; a pre-release is taken for the release that it leads to. */
function isOlder(version: string, than: string): boolean {
  return release(version).localeCompare(release(than), 'en', { numeric: true }) < 0;
}

function release(version: string): string {
  return version.split('-', 1).join();
}
