/** How a scan is told about: nothing yet, or the counts so far. */
import type { ScanState } from '../../../shared/api/scan.ts';

export interface ScanRequest {
  readonly folders: readonly string[];
  /** Whether tracks are marked as missing even where many of the folders' files are gone. */
  readonly acceptsMissing: boolean;
}

/** No scan has run since the library was opened. */
export const NO_SCAN: ScanState = {
  state: 'idle',
  folders: [],
  found: 0,
  done: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  missing: 0,
  failed: 0,
  notThere: 0,
  leftOut: { hidden: 0, system: 0, marked: 0, format: 0 },
  error: null,
};
