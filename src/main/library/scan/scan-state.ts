/** What a scan is asked for, and how it is told about: nothing yet, or the counts so far. */
import type { ScanState } from '../../../shared/api/scan.ts';
import { FermataError } from '../../../shared/errors.ts';
import { words } from '../../../shared/words/words.ts';

export interface ScanRequest {
  readonly folders: readonly string[];
  /** What a person calls those that are reached through a link, by their paths. */
  readonly names?: ReadonlyMap<string, string>;
  /** Whether tracks are marked as missing even where many of the folders' files are gone. */
  readonly acceptsMissing: boolean;
  /** Whether files are read again that have not changed. */
  readonly readsAll?: boolean;
  /** Of the folders, what is looked at: folders with all that is below them, and files; missing for all. */
  readonly parts?: readonly string[] | undefined;
  /** Whether it began by itself: it tells nothing, and writes nothing where nothing has changed. */
  readonly isQuiet?: boolean;
}

/** No scan has run since the library was opened. */
export const NO_SCAN: ScanState = {
  state: 'idle',
  folders: [],
  found: 0,
  done: 0,
  added: 0,
  moved: 0,
  changed: 0,
  unchanged: 0,
  missing: 0,
  failed: 0,
  notThere: 0,
  isQuiet: false,
  leftOut: { hidden: 0, system: 0, marked: 0, format: 0 },
  error: null,
};

export function scanIsRunning(): FermataError {
  return new FermataError('BUSY', words('errors.scanRunning'), {
    advice: words('errors.letScanFinish'),
  });
}
