/** What crosses between the main thread and the library's threads. */
import { z } from 'zod';
import type { Change } from '../../shared/api/events.ts';
import type { ScanState } from '../../shared/api/scan.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import type { ThreadCallName } from './library-contract.ts';
import type { ScanRequest } from './scan/scan-state.ts';

/**
 * What a thread is for: one writes, or only reads where the library can only be read; the others read,
 * pages of lists or what searches find.
 */
export type ThreadPurpose = 'writing' | 'lists' | 'searches';

/** What a thread is asked to do. */
export type ThreadRequest =
  /** Before any other: opens the library's file. */
  | OpenRequest
  /** A call of the contract, its input parsed. */
  | { readonly kind: 'call'; readonly name: ThreadCallName; readonly input: unknown }
  /** Answered when the scan is over. */
  | ({ readonly kind: 'scan' } & ScanRequest)
  | { readonly kind: 'cancel-scan' }
  /** Answers with the folders that links in the music folders led to. */
  | { readonly kind: 'linked-folders' }
  /** Another process has changed the library: what was counted may be wrong. */
  | { readonly kind: 'forget-counts' }
  /** Makes the search index anew, in which another thread has found damage; answers whether it could. */
  | { readonly kind: 'mend-search' }
  /** After any other: stops the scan and closes the file. */
  | { readonly kind: 'close' };

export interface OpenRequest {
  readonly kind: 'open';
  readonly location: LibraryLocation;
  readonly schemaVersion: number;
  readonly purpose: ThreadPurpose;
  /** What names are to be sorted by; null for what they are sorted by already. */
  readonly sortLanguage: string | null;
}

/** How a thread has opened the library. */
export const OpeningSchema = z.object({
  /** It can only be read here. */
  isReadOnly: z.boolean(),
  /** Another process that reads it holds up what is written. */
  isHeldUp: z.boolean(),
  /** Views, triggers and indexes that were made again, since they were not ours, and what keeps the others. */
  mended: z
    .object({ names: z.array(z.string()).readonly(), keptIn: z.string().nullable() })
    .nullable(),
});
export type Opening = z.infer<typeof OpeningSchema>;

/** To the thread. */
export interface RequestMessage {
  readonly id: number;
  readonly request: ThreadRequest;
}

/** What a thread reports without being asked. */
export type LibraryNews =
  | { readonly kind: 'scan'; readonly scan: ScanState }
  | { readonly kind: 'changed'; readonly change: Change; readonly needsRecount: boolean }
  /** The search index was damaged, and was made anew from the tables. */
  | { readonly kind: 'search-mended' }
  /** The library can no longer be used here: damaged, moved, or newer than this app. */
  | { readonly kind: 'lost'; readonly report: ErrorReport };

/** From the thread. */
export type ThreadMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly report: ErrorReport }
  /** A call has failed for the search index alone; it can be asked again once that is mended. */
  | { readonly kind: 'search-damaged'; readonly id: number }
  | LibraryNews;
