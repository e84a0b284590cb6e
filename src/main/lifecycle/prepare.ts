/** The sequence of design.md section 2. */
import type { OnLifecycleEvent } from '../../shared/lifecycle-events.ts';

export interface PrepareOptions<Library> {
  readonly libraryFile: string;
  readonly backupsDir: string;
  readonly migrationsDir: string;
  /** Where the lock's files lie; beside the library by default. */
  readonly lockDir?: string;
  /** How long to wait for another process, in milliseconds; 30 000 by default. */
  readonly lockTimeoutMs?: number;
  readonly appVersion: string;
  /** Who asks, for the lock's owner record: "the desktop app". */
  readonly host: string;
  /** Opens the prepared library: the last step. */
  readonly open: (libraryFile: string) => Promise<Library>;
  /** Aborting rolls back what runs and rejects with `INTERRUPTED`. */
  readonly signal?: AbortSignal;
}

export interface PreparedLibrary<Library> {
  readonly library: Library;
  /** The library's real path. */
  readonly libraryFile: string;
  /** 0 where there was no library. */
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly migratedBy: 'this-process' | 'another-process' | 'none';
  /** The backup made before migrating, or null. */
  readonly backup: string | null;
  readonly durationMs: number;
}

export async function prepareLibrary<Library>(
  options: PrepareOptions<Library>,
  onEvent: OnLifecycleEvent,
): Promise<PreparedLibrary<Library>> {
  throw new Error(`not yet: ${options.libraryFile} ${String(onEvent)}`);
}
