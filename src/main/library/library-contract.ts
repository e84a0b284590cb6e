/** What the open library's threads answer, each call with its handler. */

import { libraryContract } from '../../shared/api/contract.ts';
import type { Call } from '../../shared/api/define.ts';
import type { LibraryLocation } from '../lifecycle/lock/own-files.ts';
import { browsingHandlers } from './browsing/browsing-calls.ts';
import { folderHandlers } from './folders/folder-calls.ts';
import type { Handlers, ReadableDb } from './handlers.ts';
import { queueHandlers } from './playback/queue-calls.ts';
import { streamCalls, streamHandlers } from './playback/stream-calls.ts';
import { playlistHandlers } from './playlists/playlist-calls.ts';
import { writingCalls, writingHandlers } from './playlists/writing/writing-calls.ts';
import { ratingHandlers } from './ratings/rating-calls.ts';
import { smartPlaylistHandlers } from './rules/smart-calls.ts';
import { watchedFolderCalls, watchHandlers } from './scan/watching/watch-setting.ts';
import { searchHandlers } from './search/search-calls.ts';
import { summaryHandlers } from './summary-calls.ts';
import { tagStoreCalls, tagStoreHandlers } from './tags/tag-calls.ts';
import { libraryTagHandlers } from './tags/tag-values.ts';
import { textEncodingHandlers } from './tracks/text-encodings.ts';
import { trackHandlers } from './tracks/track-calls.ts';
import { trackDetailHandlers } from './tracks/track-details.ts';

export const threadContract = {
  ...libraryContract,
  ...streamCalls,
  ...writingCalls,
  ...watchedFolderCalls,
  ...tagStoreCalls,
};

const threadHandlers: Handlers<typeof threadContract> = {
  ...summaryHandlers,
  ...trackHandlers,
  ...browsingHandlers,
  ...trackDetailHandlers,
  ...textEncodingHandlers,
  ...ratingHandlers,
  ...queueHandlers,
  ...playlistHandlers,
  ...smartPlaylistHandlers,
  ...searchHandlers,
  ...folderHandlers,
  ...streamHandlers,
  ...writingHandlers,
  ...watchHandlers,
  ...tagStoreHandlers,
  ...libraryTagHandlers,
};

export type ThreadCallName = keyof typeof threadContract;

/**
 * Has the handler of a call answer it.
 *
 * @param db of a thread that writes, for a write
 * @param input as the call's schema has parsed it
 */
export function handleCall(
  name: ThreadCallName,
  db: ReadableDb,
  input: unknown,
  library: LibraryLocation,
): unknown {
  // TypeScript does not know that the handler and the input belong to the same name.
  const handler = threadHandlers[name] as (
    db: ReadableDb,
    input: unknown,
    library: LibraryLocation,
  ) => unknown;
  return handler(db, input, library);
}

/** Whether a search: such a read may take long, and is answered where it holds up no other. */
export function isSearch(call: Call, input: unknown): boolean {
  return (
    call.kind === 'read' &&
    typeof input === 'object' &&
    input !== null &&
    'text' in input &&
    input.text !== ''
  );
}
