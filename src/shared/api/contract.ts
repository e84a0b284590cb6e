/**
 * All calls between a host and its pages. Streams are routes of their own (src/main/library/api): audio
 * and covers, the events, and the report.
 */
import { albumCalls } from './albums.ts';
import { artistCalls } from './artists.ts';
import { backupCalls } from './backups.ts';
import { folderContentCalls } from './folder-content.ts';
import { folderCalls } from './folders.ts';
import { healthCalls } from './health.ts';
import { libraryCalls } from './library.ts';
import { lifecycleCalls } from './lifecycle.ts';
import { playlistFileCalls } from './playlist-files.ts';
import { playlistCalls } from './playlists.ts';
import { queueCalls } from './queue.ts';
import { ratingCalls } from './ratings.ts';
import { scanCalls } from './scan.ts';
import { searchCalls } from './search.ts';
import { sessionCalls } from './sessions.ts';
import { smartPlaylistCalls } from './smart-playlists.ts';
import { libraryTagCalls, tagCalls } from './tags.ts';
import { textEncodingCalls } from './text-encodings.ts';
import { trackDetailCalls } from './track-details.ts';
import { trackCalls } from './tracks.ts';
import { unfoundEntryCalls } from './unfound-entries.ts';
import { watchCalls, watchSettingCalls } from './watching.ts';

/** What the open library answers, in its threads. */
export const libraryContract = {
  ...libraryCalls,
  ...trackCalls,
  ...albumCalls,
  ...artistCalls,
  ...trackDetailCalls,
  ...textEncodingCalls,
  ...libraryTagCalls,
  ...ratingCalls,
  ...queueCalls,
  ...playlistCalls,
  ...smartPlaylistCalls,
  ...searchCalls,
  ...folderCalls,
  ...folderContentCalls,
  ...watchSettingCalls,
  ...unfoundEntryCalls,
};

/** What the main process answers, some of it while no library is open. */
export const hostContract = {
  ...lifecycleCalls,
  ...scanCalls,
  ...backupCalls,
  ...healthCalls,
  ...playlistFileCalls,
  ...tagCalls,
  ...watchCalls,
};

/** With what the web process answers itself. */
export const contract = { ...libraryContract, ...hostContract, ...sessionCalls };
